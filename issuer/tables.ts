import type { Migrations } from '../platform/db/migrate.ts'
import { type AchievementsTables, achievementsMigrations } from './achievements/tables.ts'
import { type AuthorizationTables, authorizationMigrations } from './authorization/tables.ts'
import { type AwardsTables, awardsMigrations } from './awards/tables.ts'
import { type ClaimsTables, claimsMigrations } from './claims/tables.ts'
import { type InstancesTables, instancesMigrations } from './instances/tables.ts'
import { type IssuedTables, issuedMigrations } from './issued/tables.ts'
import { type OffersTables, offersMigrations } from './offers/tables.ts'
import { type Openid4vciTables, openid4vciMigrations } from './openid4vci/tables.ts'
import { type StatusListTables, statusListMigrations } from './status-lists/tables.ts'
import { type TemplatesTables, templatesMigrations } from './templates/tables.ts'

export type IssuerTables = AchievementsTables &
  AuthorizationTables &
  AwardsTables &
  ClaimsTables &
  InstancesTables &
  IssuedTables &
  OffersTables &
  Openid4vciTables &
  StatusListTables &
  TemplatesTables

export const issuerMigrations: Migrations = {
  ...statusListMigrations,
  ...issuedMigrations,
  ...instancesMigrations,
  ...achievementsMigrations,
  ...templatesMigrations,
  ...awardsMigrations,
  ...offersMigrations,
  ...authorizationMigrations,
  ...openid4vciMigrations,
  ...claimsMigrations,
}
