/**
 * Words that speak to the marker instead of doing the task.
 *
 * People who learn about language models write about such words, and quote them. So what stands in
 * quotation marks or code is looked at only for the machinery of a conversation (role markers, a mark
 * ready to be copied), and a phrase must address whoever marks, not merely name marks. What slips
 * through meets evidence, double marking and the test of what the evidence carries.
 *
 * @module
 */

export type InjectionKind =
  | 'role-marker'
  | 'ready-mark'
  | 'encoded'
  | 'override'
  | 'asks-for-mark'
  | 'addresses-marker'
  | 'claims-mark'
  | 'new-role'

type Patterns = readonly (readonly [InjectionKind, RegExp])[]

const MACHINERY: Patterns = [
  ['role-marker', /<\/?\s*(answer|response|submission|réponse|copie|الجواب|الإجابة)\s*>/u],
  ['encoded', /(?<!\p{L})(\p{L}\s+){8,}\p{L}(?!\p{L})/u],
  ['role-marker', /<\|?\/?\s*(im_start|im_end|system|endoftext|eot_id|start_header_id)\b/],
  ['role-marker', /\[\/?inst\]|<<\/?sys>>|^\s*#{2,}\s*(system|instruction|new instructions)\b/m],
  ['role-marker', /^\s*(system|developer|assistant|système|النظام)\s*:\s/m],
  [
    'role-marker',
    /(end|fin) (of|de|du) (the )?(la )?(student |learner )?(answer|réponse|texte)\s*[>\]*=-]{2,}/,
  ],
  ['ready-mark', /["'“]?(level|needs_human|confidence)["'”]?\s*[:=]\s*(3|1(\.0)?|false)\s*[,}]/],
  ['encoded', /(?<![\w/+])(?=[a-z0-9+/]*[0-9+/])[a-z0-9+/]{60,}={0,2}(?![\w/+])/],
  ['encoded', /(\\u[0-9a-f]{4}|&#x?[0-9a-f]+;|%[0-9a-f]{2}){12,}/],
]

const MARKER_EN =
  '(grader|marker|examiner|evaluator|assessor|rater|reviewer|scorer|grading (model|system|ai)|ai|llm|language model|model|assistant)'
const MARKER_FR =
  '(correcteur|correctrice|évaluateur|évaluatrice|examinateur|examinatrice|jury|notateur|modèle|ia|assistant)'
const MARKER_AR = '(المصحح|المصححة|المقيم|المقيّم|الممتحن|النموذج|نموذج|المساعد|الذكاء)'
const WORK_EN =
  '(this|my|the|the (following|above)) (answer|response|submission|work|text|memo|essay|task|criterion)'
const TOP_EN =
  '((level|score|mark|grade|rating)( of)? (3|three)|(3|three) (points|out of (3|three))|3/3|full (marks|credit|score|points)|((the )?(maximum|highest|top|best|perfect)( possible)? (level|score|mark|marks|grade|rating|points)))'
const TOP_FR =
  '((niveau|note|score)( de)? (3|trois)|(3|trois) (points|sur (3|trois))|3/3|((la |le )?(note|niveau|score) (maximale?|maximum|le plus élevé|la plus élevée|la plus haute|parfaite?))|tous les points|le maximum( de points)?)'
const TOP_AR =
  '((المستوى|الدرجة|العلامة|النقطة|مستوى|درجة|علامة|نقطة) ?(3|٣|ثلاثة|الثالث|الثالثة|القصوى|الأقصى|الكاملة|العليا|الأعلى|كاملة)|أعلى (درجة|علامة|مستوى|نقطة)|3/3|٣/٣)'

const pattern = (...parts: readonly string[]): RegExp => new RegExp(parts.join(''), 'mu')

const SPEECH: Patterns = [
  [
    'override',
    /(^|[.!?:;,\n]\s*|\b(please|now|must|should|and|then|just|simply|you|important)\s+)(ignore|disregard|forget|override|bypass|set aside)\b[^.!?\n]{0,30}\b(previous|prior|above|earlier|preceding|all (the )?|any|your|these|those|other)\b[^.!?\n]{0,30}\b(instructions?|rules?|rubric|prompt|guidelines?|criteri(a|on)|directions?|anchors?)\b/mu,
  ],
  [
    'override',
    /(^|[.!?:;,\n]\s*|\b(et|puis|maintenant|simplement|tu|vous|dois|devez)\s+)(ignorez?|oubliez?|ne (tiens|tenez) (pas |aucun )?compte|fai(s|tes) abstraction|écartez?)[^.!?\n]{0,40}(instructions?|consignes?|règles?|grille|barème|critères?|directives?)/mu,
  ],
  [
    'override',
    /(تجاهل|تجاهلي|تجاهلوا|انس|انسَ|لا تلتزم|تخط|تخطَّ|نسى|نساو)[^.!؟\n]{0,40}(التعليمات|تعليمات|القواعد|الإرشادات|المعايير|سلم التنقيط|التوجيهات|شبكة)/u,
  ],
  [
    'asks-for-mark',
    pattern(
      '(^|[.!?:;,\\n]\\s*|\\b(please|kindly|must|should|now|just|simply|to|and|then|will|you|can|could|shall)\\s+)',
      '(give|award|assign|grant|score|grade|mark|rate|set|return|output|respond|answer|choose|select|record|put)\\b[^.!?\\n]{0,40}?',
      `\\b${TOP_EN}`,
    ),
  ],
  [
    'asks-for-mark',
    pattern(
      '(^|[.!?:;,\\n]\\s*|(merci de|veuillez|prière de|il faut|vous devez|tu dois|dois|de|et|puis|simplement|maintenant)\\s+)',
      '(donne|donnez|donner|attribue|attribuez|attribuer|accorde|accordez|accorder|mets|mettez|mettre|note|notez|noter|assigne|assignez|renvoie|renvoyez|répond|répondez|répondre|choisis|choisissez|choisir)\\b[^.!?\\n]{0,40}?',
      `${TOP_FR}`,
    ),
  ],
  [
    'asks-for-mark',
    pattern(
      '(أعط|أعطي|أعطوا|امنح|امنحي|امنحوا|ضع|ضعي|اختر|سجل|قيّم|قيم|عطي|عطيني|دير|المرجو|يرجى منح)[^.!؟\\n]{0,40}?',
      TOP_AR,
    ),
  ],
  [
    'addresses-marker',
    pattern(
      `(\\b(dear|hello|hi|hey|attention|note (to|for)|message (to|for)|instructions? (to|for)|to) (the |my |any |all )?(automated |automatic |ai )?${MARKER_EN}s?\\s*[,:!—-])`,
    ),
  ],
  [
    'addresses-marker',
    pattern(
      `((cher|chère|bonjour|attention|note (à|pour|au)|message (à|pour|au)|consigne (à|pour|au)|instructions? (à|pour|au)|à l'attention (de|du|de la)) (l'|le |la |les |tout |mon )?${MARKER_FR}( automatique)?s?\\s*[,:!—-])`,
    ),
  ],
  [
    'addresses-marker',
    pattern(
      `((عزيزي|عزيزتي|مرحبا|إلى|ملاحظة ل|ملاحظة إلى|رسالة إلى|تنبيه ل|أيها|يا) ?(ل)?${MARKER_AR}( الآلي| اللغوي| الاصطناعي)?\\s*[,،:!—-])`,
    ),
  ],
  [
    'claims-mark',
    pattern(
      `\\b${WORK_EN} (clearly |fully |already |therefore |thus |absolutely |has already )*(deserves|merits|earns|qualifies for|meets|receives|was (given|awarded|graded|scored)|has been (given|awarded|graded|scored|verified|approved)|must (get|be given|receive))[^.!?\\n]{0,30}?${TOP_EN}`,
    ),
  ],
  [
    'claims-mark',
    pattern(
      `(cette réponse|ma réponse|ce travail|mon travail|ce texte|ce devoir|ma copie|cette copie)[^.!?\\n]{0,20} (mérite|vaut|obtient|doit (avoir|obtenir|recevoir)|a (déjà )?(reçu|obtenu|été (noté|validé|évalué)e?))[^.!?\\n]{0,30}?${TOP_FR}`,
    ),
  ],
  [
    'claims-mark',
    pattern(
      `(هذه الإجابة|هذا الجواب|إجابتي|جوابي|هذا العمل|عملي|هذا النص)[^.!؟\\n]{0,20}(تستحق|يستحق|نالت|نال|حصلت|حصل|يجب أن (تنال|ينال|تحصل|يحصل))[^.!؟\\n]{0,30}?${TOP_AR}`,
    ),
  ],
  [
    'claims-mark',
    /\b(correct|right|expected|final|true) (level|mark|score|grade|output) (is|must be|should be|:|=) ?(3|three)\b|\banswer is level (3|three)\b|\bearns? level (3|three)\b|\b(graded|scored|marked|rated) (as )?3\/3|\b(rate|score|grade|mark) (it|this|my)( \w+){0,2} (3|three)\b/u,
  ],
  [
    'claims-mark',
    /(niveau|note|score|sortie) (exacte?|correcte?|attendue?) est (le )?(niveau )?(3|trois)|réponse est (de |au )?niveau (3|trois)|(réponse|mot) [^.!?\n]{0,40}vaut niveau (3|trois)/u,
  ],
  [
    'claims-mark',
    /(المستوى|الدرجة|العلامة) (الصحيح|الصحيحة|المنتظر|المنتظرة) (هو|هي) (3|٣|ثلاثة)|الجواب في المستوى (3|٣|الثالث)|يبلغ المستوى (3|٣|الثالث)/u,
  ],
  [
    'addresses-marker',
    /\bif you are (a |an )?(language model|llm|ai|machine)\b|si (tu es|vous êtes) (un |une )?(modèle|ia|machine)|إذا كنت (نموذجا|نموذجًا|آلة|ذكاء)|grading pipeline|chaîne de notation|سلسلة التصحيح/u,
  ],
  [
    'addresses-marker',
    /\b(repeat after me|as the (marker|grader|examiner))\b|répète[rz]? après moi|en tant que (correcteur|correctrice|examinateur)|كرر بعدي|بصفتك (المصحح|الممتحن|المقيم)|(ملاحظة|تنبيه|رسالة) لل(مصحح|مقيم|ممتحن)/u,
  ],
  [
    'new-role',
    /\b(you are (now|no longer)|act as|pretend (to be|you are)|from now on,? you)\b[^.!?\n]{0,60}\b(lenient|generous|grader|marker|examiner|evaluator|unrestricted|developer mode|dan|approve|full|highest|maximum|level)\b/u,
  ],
  [
    'new-role',
    /(tu es (maintenant|désormais)|vous êtes (maintenant|désormais)|désormais,? (tu|vous)|agis comme|agissez comme|fais comme si)[^.!?\n]{0,60}(indulgent|généreux|correcteur|examinateur|évaluateur|sans restriction|maximum|maximale|niveau)/u,
  ],
  [
    'new-role',
    /(أنت الآن|من الآن فصاعدا|تصرف ك|تظاهر)[^.!؟\n]{0,60}(متساهل|كريم|مصحح|المصحح|مقيم|ممتحن|بلا قيود|القصوى|الأعلى|درجة)/u,
  ],
]

/** The first sign that a text speaks to whoever marks it; `undefined` when there is none. */
export function findInjection(text: string): InjectionKind | undefined {
  const whole = text.normalize('NFKC').toLowerCase()
  const machinery = MACHINERY.find(([, sign]) => sign.test(whole))
  if (machinery) return machinery[0]
  const spoken = withoutQuotations(whole)
  return SPEECH.find(([, sign]) => sign.test(spoken))?.[0]
}

/** What the author says, without what the author quotes. */
const withoutQuotations = (text: string): string =>
  text
    .replace(/```[\s\S]*?(```|$)/g, ' … ')
    .replace(/^\s*>.*$/gm, ' … ')
    .replace(/«[^»]{0,600}»|“[^”]{0,600}”|‘[^’\n]{0,300}’|`[^`\n]{0,300}`/g, ' … ')
    .replace(/(?<![\p{L}\p{N}])"[^"]{0,600}"(?![\p{L}\p{N}])/gu, ' … ')
