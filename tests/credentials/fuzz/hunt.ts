// npm run mutants [-- count seed]: changes valid credentials and reports any that is still accepted.
import { hunt } from './mutants.ts'

const [count = '100000', seed = String(process.hrtime()[1])] = process.argv.slice(2)
const { mutants, same, accepted } = await hunt(Number(seed), Number(count))
console.log(`seed ${seed}: ${mutants} mutants, ${same} say the same, ${accepted.length} accepted`)
for (const text of accepted.slice(0, 5)) console.log(text)
process.exitCode = accepted.length > 0 ? 1 : 0
