import { equal } from 'node:assert/strict'
import { textOf } from '../../matching/jobs/forms/read-job.ts'

describe('the HTML of an advert', () => {
  it('names no function: what is a member of every object is a word like another', () => {
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf']) {
      equal(textOf(`a &${name}; b`), `a &${name}; b`)
    }
  })

  it('is read with the letters of French, as names and as numbers', () => {
    equal(
      textOf('Fran&ccedil;ais &agrave; F&egrave;s, &Eacute;t&#233;, &#xe9;t&#XE9;'),
      'Français à Fès, Été, été',
    )
    equal(
      textOf('l&rsquo;&oelig;uvre&nbsp;&hellip; &euro; &lt;b&gt; &quot;&apos;&amp;'),
      'l’œuvre … € <b> "\'&',
    )
  })

  it('is unpacked once: what was written as a reference to a reference stays one', () => {
    equal(textOf('&amp;lt; &amp;#39; &amp;eacute;'), '&lt; &#39; &eacute;')
  })

  it('stands for no character that there is none of', () => {
    for (const reference of [
      '&#0;',
      '&#xd800;',
      '&#55296;',
      '&#x110000;',
      '&#9999999;',
      '&;',
      '&#;',
      '&#x;',
    ]) {
      equal(textOf(reference), reference)
    }
  })

  it('keeps what is less and more than something', () => {
    equal(
      textOf('5 < 6 and 7 > 2, <b>bold</b> <!-- no --> <br/>x'),
      '5 < 6 and 7 > 2, bold \nx'.replace(' \n', '\n'),
    )
  })

  it('loses a picture that lies in it whole, however large', () => {
    const picture = `<img alt="x" src="data:image/png;base64,${'A'.repeat(2_000_000)}">`
    equal(textOf(`<p>before ${picture} after</p>`), 'before after')
  })

  it('is read in time, also where five megabytes of it never end', () => {
    for (const part of ['<', '<a', '<br', '&', '&a', '&#', ' ', '\n ', '<p ', '</p']) {
      equal(typeof textOf(part.repeat(5_000_000 / part.length)), 'string')
    }
  })
})
