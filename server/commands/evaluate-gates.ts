import { readFile } from 'node:fs/promises'
import { Command } from 'commander'
import type { CalibratedGate } from '../../tutor/index.ts'
import { withServices } from './open.ts'

/**
 * `evaluate gates`: opens the gates of a model that hold every threshold, and closes those that do not.
 *
 * The dataset brings the marks: they are believed to be of the model named.
 */
export function evaluateGatesCommand(print: (line: string) => void): Command {
  return new Command('gates')
    .requiredOption(
      '--dataset <file>',
      'JSONL with {id, lang, item: "<rubric version>/<criterion>", answer, h1, h2, max, grader, retests}',
    )
    .requiredOption('--model <name>', 'the model that gave every mark in `grader` and `retests`')
    .description('calibrates the grader: without an open gate, a person decides')
    .action(async ({ dataset, model }: { dataset: string; model: string }) => {
      const text = await readFile(dataset, 'utf8')
      const gates = await withServices(({ tutor }) => tutor.calibrate({ dataset: text, model }))
      for (const gate of gates) print(lineOf(gate))
      const open = gates.filter(isOpen).length
      print(`${open} of ${gates.length} gates are open for ${model}`)
    })
}

const isOpen = ({ passed, refused }: CalibratedGate): boolean => passed && refused === undefined

function lineOf(gate: CalibratedGate): string {
  const { criterion, language, measures, missed, refused } = gate
  const state = isOpen(gate) ? 'open  ' : 'closed'
  const why = refused ? 'no course has this criterion in this version' : missed.join(', ')
  const qwk = measures.qwk === undefined ? 'not measured' : measures.qwk.toFixed(2)
  const told = `${state} ${criterion} (${language})  ${measures.answers} answers, QWK ${qwk}`
  return why === '' ? told : `${told}; missed: ${why}`
}
