import { doesNotThrow, equal, ok, throws } from 'node:assert/strict'
import fc from 'fast-check'
import { ALL_SCOPES } from '../../accounts/index.ts'
import { GIVEN_ROLES } from '../../accounts/scopes.ts'
import { parser } from '../../platform/http/validate.ts'
import { LANGUAGES } from '../../platform/i18n.ts'
import { Problem } from '../../platform/problem.ts'
import {
  accountsOperations,
  ConsentGiven,
  LanguageCode,
  LinkRequest,
  LocalPath,
  MeChange,
  NewClient,
  NewOrganisation,
  OrganisationId,
  RoleName,
  ScopeName,
} from '../../schemas/accounts.ts'

const refuses = (parse: (input: unknown) => unknown, input: unknown): void =>
  throws(() => parse(input), Problem)
const takes = (parse: (input: unknown) => unknown, input: unknown): void =>
  doesNotThrow(() => parse(input))
const isTaken = (parse: (input: unknown) => unknown, input: unknown): boolean => {
  try {
    parse(input)
    return true
  } catch {
    return false
  }
}

describe('a path to go on to', () => {
  const parse = parser(LocalPath)

  it('is one of this site', () => {
    for (const path of [
      '/',
      '/courses',
      '/courses/x?lang=fr#top',
      '/a%20b',
      '/é/ⵣ',
      '/-',
      '/?//',
    ]) {
      takes(parse, path)
    }
  })

  it('is no address of another', () => {
    const foreign = [
      ...[
        '',
        'courses',
        '//evil.example',
        '/\\evil.example',
        '\\/evil.example',
        '/\t/evil.example',
      ],
      ...['https://evil.example', 'javascript:alert(1)', ' /', '/a b', '/a\nb', '/a\\b'],
      `/${'a'.repeat(500)}`,
    ]
    for (const path of foreign) refuses(parse, path)
  })

  it('never leads off this site, whatever is made up', () => {
    const parts = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '//',
      '\t',
      ' ',
      '@',
      ':',
      '?',
      '#',
      '%2f',
      'a',
    )
    const path = fc.oneof(
      fc.string({ unit: 'binary' }).map((text) => `/${text}`),
      fc.array(parts, { maxLength: 8 }).map((list) => `/${list.join('')}`),
    )
    fc.assert(
      fc.property(path, (made) => {
        if (!isTaken(parse, made)) return
        equal(new URL(made, 'https://brevet.example').origin, 'https://brevet.example')
      }),
      { numRuns: 2000 },
    )
  })
})

describe('what somebody calls themself', () => {
  const parse = parser(MeChange)

  it('may be in any script, and empty', () => {
    for (const name of ['', 'Lina', 'لينا', 'ⵍⵉⵏⴰ', "O'Brien <3", '李娜', 'x'.repeat(100)]) {
      takes(parse, { name })
    }
  })

  it('is one line of a hundred characters at the most', () => {
    for (const name of ['a\nb', 'a\rb', 'a\0b', 'a\u001bb', 'a\u007fb', 'x'.repeat(101), 5, null]) {
      refuses(parse, { name })
    }
  })

  it('changes together with language and organisation, or not at all', () => {
    takes(parse, { name: 'Lina', language: 'zgh', organisation: 'atlas' })
    for (const change of [{}, [], null, 'name', { nickname: 'x' }, { organisation: 'A B' }]) {
      refuses(parse, change)
    }
  })
})

describe('a request for a link', () => {
  const parse = parser(LinkRequest)

  it('needs an address, and nothing else', () => {
    for (const email of ['a@b.example', 'lina.o+x@sub.example.org', "o'b@example.org"]) {
      takes(parse, { email })
    }
    for (const email of [
      '',
      'a',
      '@',
      'a@',
      'a b@c.d',
      'a@b\r\nBcc: c@d.e',
      `${'x'.repeat(250)}@b.c`,
    ]) {
      refuses(parse, { email })
    }
  })

  it('is answered in time, however its address is made up', () => {
    const begun = performance.now()
    for (const odd of ['a.'.repeat(127), 'a'.repeat(254), `a@${'a-'.repeat(126)}`]) {
      refuses(parse, { email: odd })
    }
    ok(performance.now() - begun < 200)
  })

  it('has no member that is not asked for', () => {
    for (const more of [{ roles: ['admin'] }, { redirect: '/' }, { emailVerified: true }]) {
      refuses(parse, { email: 'a@b.example', ...more })
    }
  })
})

describe('the id of an organisation', () => {
  const parse = parser(OrganisationId)

  it('is in small letters, digits and single hyphens', () => {
    for (const id of ['a', 'atlas', 'atlas-2', '3m']) takes(parse, id)
    for (const id of ['', '-', 'a-', '-a', 'a--b', 'A', 'é', 'a/b', 'a.b', 'x'.repeat(61)]) {
      refuses(parse, id)
    }
  })

  it('needs no escape in an address, whatever is made up', () => {
    fc.assert(
      fc.property(fc.string(), (id) => {
        if (isTaken(parse, id)) equal(encodeURIComponent(id), id)
      }),
    )
    refuses(parser(NewOrganisation), { id: 'atlas', name: '', admin: 'a@b.example' })
  })
})

describe('the names in the messages of accounts', () => {
  it('are those the program knows', () => {
    for (const scope of ALL_SCOPES) takes(parser(ScopeName), scope)
    for (const role of GIVEN_ROLES) takes(parser(RoleName), role)
    for (const language of LANGUAGES) takes(parser(LanguageCode), language)
    refuses(parser(RoleName), 'learner')
    refuses(parser(ScopeName), 'everything')
    refuses(parser(LanguageCode), 'tzm')
  })

  it('stand once in a list', () => {
    refuses(parser(NewClient), { name: 'X', scopes: ['jobs:write', 'jobs:write'] })
    refuses(parser(NewClient), { name: 'X', scopes: [] })
    takes(parser(NewClient), { name: 'X', scopes: ['jobs:write', 'admin'] })
  })

  it('of a consent are short, and say something', () => {
    takes(parser(ConsentGiven), { purpose: 'ranking', employer: 'Atlas SA' })
    for (const purpose of ['', 'x'.repeat(101), 'a\nb']) {
      refuses(parser(ConsentGiven), { purpose, employer: 'Atlas SA' })
    }
  })

  it('of the endpoints tell what each does, in a sentence', () => {
    for (const { summary, path, responses, tag } of accountsOperations) {
      ok(/^[A-Z].*\.$/.test(summary), summary)
      ok(/^\/(auth|oauth|api|\.well-known)\//.test(path), path)
      ok(
        Object.keys(responses).some((status) => /^[23]/.test(status)),
        path,
      )
      equal(tag, 'accounts')
    }
  })
})
