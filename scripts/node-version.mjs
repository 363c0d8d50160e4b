/** Ends with one clear line on a Node that cannot run TypeScript as it is. */
export function needsNode24() {
  const major = Number(process.versions.node.split('.')[0])
  if (major >= 24) return
  console.error(
    `Node ${process.versions.node} is too old: use "npm start", which brings Node 24, or install Node 24.`,
  )
  process.exit(1)
}
