import { equal, ok } from 'node:assert/strict'
import fc from 'fast-check'
import { escapeHtml, html } from '../../../platform/http/html.ts'

describe('an HTML template', () => {
  it('escapes texts, in content and in attributes', () => {
    equal(
      html`<p title="${`"'`}">${'<script>alert(1)</script> & more'}</p>`.markup,
      '<p title="&quot;&#39;">&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</p>',
    )
  })

  it('puts markup in as it is, also in lists', () => {
    const items = ['a', '<b>'].map((text) => html`<li>${text}</li>`)
    equal(html`<ul>${items}</ul>`.markup, '<ul><li>a</li><li>&lt;b&gt;</li></ul>')
  })

  it('leaves nothing for what is not there', () => {
    equal(html`<p>${undefined}${false}${0}${''}</p>`.markup, '<p>0</p>')
  })

  it('lets no text leave its place', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { markup } = html`<p title="${text}">${text}</p>`
        equal(markup.match(/[<>"]/g)?.length, 6)
        ok(!/&(?!amp;|lt;|gt;|quot;|#39;)/.test(escapeHtml(text)))
      }),
    )
  })
})
