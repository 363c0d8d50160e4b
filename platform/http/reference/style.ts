/** Paper and ink in both themes; lines instead of boxes; logical sides, so that Arabic mirrors it. */
export const REFERENCE_STYLE = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#fdfcf9, #16171a);
  --ink: light-dark(#1d1d1f, #ececea);
  --quiet: light-dark(#55565a, #b2b3b6);
  --line: light-dark(#d9d6cf, #3a3c42);
  --accent: light-dark(#7a2e12, #f0a983);
  --code: light-dark(#f3f0e9, #202227);
}
* { box-sizing: border-box; }
body {
  margin: 0;
  background: var(--paper);
  color: var(--ink);
  font: 1rem/1.6 'Noto Sans', 'Noto Sans Arabic', 'Noto Sans Tifinagh', system-ui, sans-serif;
}
header, main { max-inline-size: 60rem; margin-inline: auto; padding: 1rem 1.25rem; }
header { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .5rem 2rem; }
header > a { font-weight: 700; }
header ul { display: flex; flex-wrap: wrap; gap: 1rem; margin: 0; padding: 0; list-style: none; }
a { color: var(--accent); }
header a, nav a { display: inline-block; min-block-size: 2.75rem; line-height: 2.75rem; }
a[aria-current] { color: inherit; text-decoration: none; font-weight: 700; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
h1 { font-size: 2rem; line-height: 1.2; }
h2 { margin-block-start: 3rem; padding-block-start: 1rem; border-block-start: 2px solid var(--ink); }
h3 { margin-block-start: 2.5rem; font-size: 1.1rem; overflow-wrap: anywhere; }
h4 { margin-block: 1.25rem .25rem; font-size: 1rem; }
code, pre { font-family: ui-monospace, 'SFMono-Regular', Menlo, Consolas, monospace; font-size: .9em; }
pre { background: var(--code); padding: .75rem 1rem; overflow-x: auto; direction: ltr; text-align: left; }
code { direction: ltr; unicode-bidi: isolate; }
table { inline-size: 100%; border-collapse: collapse; }
th, td { padding: .4rem .75rem .4rem 0; border-block-end: 1px solid var(--line); text-align: start; vertical-align: top; }
.method { font-weight: 700; color: var(--accent); }
.quiet { color: var(--quiet); }
.columns { columns: 16rem; padding-inline-start: 1.25rem; }
details summary { min-block-size: 2.75rem; line-height: 2.75rem; cursor: pointer; }
@media print { header nav { display: none; } details { display: block; } }
`.trimStart()
