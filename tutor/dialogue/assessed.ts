import type { Task } from '../../courses/index.ts'
import { isCopied, wordsOf } from '../grading/pre-checks.ts'

/** Orders to write, then the thing that is assessed, in one sentence. Darija and Tifinagh included. */
const ORDERS: readonly RegExp[] = [
  /\b(write|do|complete|draft|rewrite|finish|generate|produce|compose|solve|answer)\b[^.!?\n]{0,40}\b(my|the|this|whole|entire|for me)\b[^.!?\n]{0,30}\b(memo|task|assignment|assessment|exam|test|essay|lesson pack|deliverable|homework|submission)\b/u,
  /(écri[st]|écrivez|rédige[rz]?|fai[st]|faites|compl[éè]te[rz]?|termine[rz]?|gén[éè]re[rz]?|produi[st]|résou[sd]s?)(-moi)?[^.!?\n]{0,40}(mémo|note de délégation|tâche|devoir|évaluation|examen|dossier de leçon|livrable|travail (noté|évalué)|copie)/u,
  /(اكتب|أكتب|اكتبي|كتب ليا|كتبي ليا|أنجز|انجز|دير ليا|ديري ليا|حل|أكمل|كمل|حرر)[^.!؟\n]{0,40}(المهمة|الواجب|الفرض|الامتحان|التقييم|الاختبار|المذكرة|العمل المقيم|ملف الدرس)/u,
  /(ⴰⵔⴰ|ⴰⵔⵉ|ⵙⴽⵔ|ⵙⵎⴷ)[^.!?\n]{0,40}(ⵜⴰⵡⵓⵔⵉ|ⵜⵡⵓⵔⵉ|ⵜⴰⵏⴰⴹⵜ|ⴰⵔⵔⴰⵎ)/u,
]

/** Whether somebody asks the tutor for work that is assessed: by an order, or by handing over the task. */
export function asksForAssessedWork(text: string, tasks: readonly Task[]): boolean {
  const said = text.normalize('NFKC').toLowerCase()
  if (ORDERS.some((order) => order.test(said))) return true
  return isCopied(
    wordsOf(text),
    tasks.map(({ prompt }) => prompt),
  )
}
