import { equal } from 'node:assert/strict'
import { withTitles } from '../../web/pages/ranking/cited-titles.ts'

describe('certificates that a text cites', () => {
  const held = [{ credentialId: 'urn:uuid:1', title: 'Bases de l’IA' }]

  it('are told by their titles where the reader holds them', () => {
    equal(
      withTitles('attestée par le certificat urn:uuid:1', held),
      'attestée par le certificat Bases de l’IA',
    )
    equal(withTitles('attestée par urn:uuid:2', held), 'attestée par urn:uuid:2')
  })
})
