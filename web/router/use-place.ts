import { useSyncExternalStore } from 'react'
import { type Place, place, subscribe } from './location.ts'

export const usePlace = (): Place => useSyncExternalStore(subscribe, place)
