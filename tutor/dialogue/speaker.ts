import { isoTime } from '../../platform/clock.ts'
import type { SpeakerView } from '../../schemas/tutor-dialogue.ts'
import type { TutorGround } from '../deps.ts'
import { type Budget, budgetOf } from './budget.ts'
import { mayLeave, outsideModel } from './consent.ts'

/**
 * Who answers a learner, said before anything is: the model, or authored words and why. Counts against no
 * budget.
 */
export async function speakerFor(
  ground: TutorGround,
  who: { readonly personId: string; readonly tenantId: string },
): Promise<SpeakerView> {
  const { model } = ground
  const budget = await budgetOf(ground, who)
  const consented = await mayLeave(ground, who.personId)
  const because = becauseOf(model !== undefined, { consented, budget })
  const outside = model && outsideModel(ground)
  return {
    mode: because ? 'scripted' : 'model',
    ...(because ? { because } : {}),
    ...(model ? { label: model.label } : {}),
    ...(outside ? { outside } : {}),
    consented,
    budget: { messages: budget.messages, renewedAt: isoTime(budget.renewedAt) },
  }
}

function becauseOf(
  hasModel: boolean,
  { consented, budget }: { readonly consented: boolean; readonly budget: Budget },
): SpeakerView['because'] {
  if (!hasModel) return 'no-model'
  if (!consented) return 'no-consent'
  return budget.model > 0 ? undefined : 'budget'
}
