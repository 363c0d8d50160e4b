import { useState } from 'react'
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components'
import type { FoundSkills } from '../../../schemas/taxonomies.ts'
import { useResource } from '../../api/use-resource.ts'
import { useTexts } from '../../i18n/use-texts.ts'

interface SkillSearchProps {
  readonly onFound: (skill: { readonly id: string; readonly label: string }) => void
}

/** Finds a skill of our framework or of the taxonomy by a few letters, also misspelt; all by keyboard. */
export function SkillSearch({ onFound }: SkillSearchProps) {
  const { t, language } = useTexts()
  const [words, setWords] = useState('')
  const wanted = words.trim()
  const path = `/api/taxonomies/skills?lang=${language}&q=${encodeURIComponent(wanted.slice(0, 100))}`
  const found = useResource<FoundSkills>(wanted === '' ? undefined : path)
  const skills = wanted !== '' && found.state === 'ready' ? found.value.skills : []
  const choose = (uri: string | number | null) => {
    const skill = skills.find((one) => one.uri === uri)
    if (!skill) return
    onFound({ id: skill.uri, label: skill.label })
    setWords('')
  }
  return (
    <ComboBox
      className="field"
      items={skills}
      inputValue={words}
      onInputChange={setWords}
      selectedKey={null}
      onSelectionChange={choose}
      allowsEmptyCollection={wanted !== ''}
      allowsCustomValue
      menuTrigger="input"
    >
      <Label>{t('skillSearch.label')}</Label>
      <Input className="input" />
      <Text slot="description" className="hint">
        {t('skillSearch.hint')}
      </Text>
      <Popover className="popover found-skills">
        <ListBox
          className="menu"
          renderEmptyState={() => (
            <p className="menu-empty">
              {t(found.state === 'ready' ? 'skillSearch.none' : 'state.loading')}
            </p>
          )}
        >
          {(skill: (typeof skills)[number]) => (
            <ListBoxItem id={skill.uri} className="menu-item" textValue={skill.label}>
              <span>
                <bdi>{skill.label}</bdi>
                <span className="quiet"> · {skill.framework}</span>
                {skill.matched ? (
                  <span className="quiet">
                    {' '}
                    · {t('skillSearch.matched', { words: skill.matched })}
                  </span>
                ) : null}
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
