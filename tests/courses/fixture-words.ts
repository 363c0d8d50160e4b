import type { ModuleTexts } from '../../schemas/course-texts.ts'

/** JSON that tests may change in place. */
export type Loose<T> = T extends string | number | boolean | undefined
  ? T
  : { -readonly [K in keyof T]: Loose<T[K]> }

export type Words = Loose<ModuleTexts>

/** Words of a language that nobody speaks: French or English letters with a mark before each text. */
export const say = (mark: string) => (text: string) => `${mark} ${text}`

/** The same with the space that French has before a question mark. */
export const oui = (text: string): string => say('oui')(text).replaceAll('?', '\u202f?')

const option = (text: string, reason = `${text}, because it is so`) => ({ text, reason })

const itemWords = (t: (text: string) => string): Words['items'] => ({
  'pouring-single': {
    stem: t('How is tea poured from a {{pot}} pot into {{pot.cups}}?'.replace('.cups', '')),
    options: {
      high: option(t('From high up')),
      low: option(t('From near by')),
      spill: option(t('Beside the {{pot}} pot')),
    },
    parameters: {
      pot: { silver: t('silver'), clay: t('clay'), tin: t('tin'), glass: t('glass') },
    },
  },
  'pouring-multiple': {
    stem: t('What belongs in the tea?'),
    options: {
      mint: option(t('Mint')),
      sugar: option(t('Sugar')),
      salt: option(t('Salt')),
      sand: option(t('Sand')),
    },
  },
  'pouring-ordering': {
    stem: t('Put the work in order.'),
    elements: {
      boil: option(t('Boil the water')),
      steep: option(t('Let it steep')),
      pour: option(t('Pour it out')),
    },
  },
  'pouring-matching': {
    stem: t('Match the thing to its use.'),
    left: { pot: option(t('Pot')), glass: option(t('Glass')), tray: option(t('Tray')) },
    right: {
      holds: { text: t('holds the tea') },
      drinks: { text: t('is drunk from') },
      carries: { text: t('carries the rest') },
      flies: option(t('flies away')),
    },
  },
  'pouring-numeric': {
    stem: t('Each of {{guests}} guests drinks {{glasses}} glasses. How many glasses are poured?'),
    unit: t('glasses'),
    explanation: t('{{guests}} × {{glasses}} = {{total}}'),
    misconceptions: { sum: t('You added.'), guests: t('That is the number of guests.') },
  },
})

/** The texts of the module of {@link teaCourse}, said in the language `t` speaks. */
export const words = (t: (text: string) => string): Words => ({
  figures: { glass: { alt: t('A [small] glass'), labels: { foam: t('foam & tea') } } },
  example: {
    title: t('A first glass'),
    situation: t('A guest arrives.'),
    steps: [{ title: t('Pour'), text: t('Pour it.') }],
    outcome: t('The guest is glad.'),
  },
  dialogue: {
    brief: t('Ask why one pours from high up.'),
    opening: t('Let us pour.'),
    closing: t('Well poured.'),
    steps: {
      why: {
        ask: t('Why from high up?'),
        expects: t('It makes foam.'),
        signals: ['foam', 'air'],
        confirm: t('Yes.'),
        hints: [t('Look at the glass.'), t('What stands on the tea?')],
        reveal: t('It makes foam.'),
      },
    },
  },
  items: itemWords(t),
  tasks: {
    serve: {
      title: t('Serve a glass'),
      prompt: t('Describe how you serve a glass.'),
      materials: { recipe: { title: t('The recipe'), text: t('Mint and sugar.') } },
      hints: [t('Begin with the water.')],
      criteria: Object.fromEntries(
        ['taste', 'foam', 'heat', 'thanks'].map((id) => [
          id,
          {
            name: t(id),
            anchors: [t('nothing'), t('little'), t('enough'), t('more than enough')],
          },
        ]),
      ),
      markerNotes: t('Foam is not taste.'),
      exemplars: Object.fromEntries(
        ['good', 'poor'].map((id) => [
          id,
          {
            answer: t(`a ${id} answer`),
            reasons: { taste: t('a'), foam: t('b'), heat: t('c'), thanks: t('d') },
          },
        ]),
      ),
    },
  },
})
