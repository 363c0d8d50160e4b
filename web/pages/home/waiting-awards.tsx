export function WaitingAwards() {
  return null
}
