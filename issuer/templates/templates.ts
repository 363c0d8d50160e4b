/**
 * Templates of foreign platforms: what they award, kept in versions.
 *
 * @module
 */

import type { Ground } from '../../platform/ground.ts'
import { LANGUAGES } from '../../platform/i18n.ts'
import { Problem } from '../../platform/problem.ts'
import type { TemplateContent } from '../../schemas/issuer.ts'
import type { Skills } from '../../skills/index.ts'
import type { IssuerCaller } from '../caller.ts'
import { issuerProblems } from '../problems.ts'
import { refuseReserved } from '../reserved.ts'
import { templateStore } from './store.ts'
import type { Template } from './template.ts'

export interface Templates {
  /**
   * Keeps a template; its version counts up when it differs from the one before.
   *
   * @throws {Problem} `template-taken`, `unknown-skill-code`, `reserved-identifier`
   */
  put(by: IssuerCaller, slug: string, content: TemplateContent): Promise<Template>
  of(by: IssuerCaller): Promise<readonly Template[]>
  /** @throws {Problem} `unknown-template`, also for one that another client owns */
  owned(by: IssuerCaller, slug: string): Promise<Template>
}

type TemplatesDeps = Pick<Ground, 'db' | 'clock' | 'config'> & {
  readonly skills: Pick<Skills, 'byCode'>
  readonly reservedDids: () => Promise<readonly string[]>
}

const ATTEMPTS = 5

export function createTemplates(deps: TemplatesDeps): Templates {
  const { db } = deps
  return {
    put: async (by, slug, content) => {
      refuseReserved(content, '', {
        publicUrl: deps.config.publicUrl,
        dids: await deps.reservedDids(),
      })
      refuseUnknownSkills(content, deps.skills)
      return put(deps, { by, slug, content })
    },
    of: (by) => templateStore(db).ofClient(by.id),
    owned: async (by, slug) => {
      const found = await templateStore(db).newest({ tenantId: by.tenantId, slug })
      if (found?.clientId !== by.id) throw new Problem(issuerProblems.unknownTemplate)
      return found
    },
  }
}

/** The database decides who makes the next version; whoever comes second looks again. */
async function put(
  { db, clock }: TemplatesDeps,
  {
    by,
    slug,
    content,
  }: { readonly by: IssuerCaller; readonly slug: string; readonly content: TemplateContent },
): Promise<Template> {
  const store = templateStore(db)
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = await store.newest({ tenantId: by.tenantId, slug })
    if (before && before.clientId !== by.id) throw new Problem(issuerProblems.templateTaken)
    if (before && JSON.stringify(before.content) === JSON.stringify(content)) return before
    const version = (before?.version ?? 0) + 1
    const template = { clientId: by.id, tenantId: by.tenantId, slug, version, content }
    if (await store.add(template, clock())) return template
  }
  throw new Error(`the template ${slug} changes too fast`)
}

function refuseUnknownSkills(content: TemplateContent, skills: Pick<Skills, 'byCode'>): void {
  for (const [at, code] of (content.skills ?? []).entries()) {
    if (skills.byCode(code)) continue
    const detail = `${code} is no skill of the framework`
    throw new Problem(issuerProblems.unknownSkillCode, {
      detail,
      faults: [{ pointer: `/skills/${at}`, rule: 'known-skill', detail }],
    })
  }
}

/** The languages a template is written in, in our order. */
export const templateLanguages = ({ texts }: TemplateContent) =>
  LANGUAGES.filter((language) => texts[language] !== undefined)
