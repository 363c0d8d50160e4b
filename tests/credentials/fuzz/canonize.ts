// npm run fuzz:canonize [-- documents seed]: compares the compiled contexts with the reference.
import { fuzz } from './differential.ts'

const [documents = '20000', seed = String(process.hrtime()[1])] = process.argv.slice(2)
const { mismatches, why, ...counts } = await fuzz(Number(seed), Number(documents))
console.log(`seed ${seed}`, counts, `${mismatches.length} mismatches`)
console.log(Object.fromEntries([...why].sort((a, b) => b[1] - a[1])))
for (const text of mismatches.slice(0, 5)) console.log(text)
process.exitCode = mismatches.length > 0 ? 1 : 0
