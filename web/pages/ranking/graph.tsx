import { useEffect, useId, useRef, useState } from 'react'
import type { ExplanationGraph } from '../../../schemas/ranking-view.ts'
import { formatShare } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { type Box, type GraphNode, LINE, layOut } from './graph-layout.ts'

interface GraphProps {
  readonly graph: ExplanationGraph
  /** What the picture says, in words. */
  readonly words: string
}

const KINDS = ['mapped', 'exact', 'related', 'title', 'missing'] as const

/** A score as a picture, and the same in a table below it for whoever cannot see or read pictures. */
export function Graph({ graph, words }: GraphProps) {
  const { t, language } = useTexts()
  const [frame, width] = useWidth()
  const id = useId()
  const picture = layOut(graph, width, language === 'ar')
  const shown = KINDS.filter((kind) => graph.nodes.some((node) => node.kind === kind))
  return (
    <figure className="graph">
      <div ref={frame}>
        <svg
          role="img"
          aria-labelledby={`${id}-title ${id}-words`}
          viewBox={`-1 -1 ${picture.width + 2} ${picture.height + 2}`}
          width={picture.width}
          height={picture.height}
        >
          <title id={`${id}-title`}>{t('place.graph')}</title>
          <desc id={`${id}-words`}>{words}</desc>
          {picture.bands.map(({ key, kind, path }) => (
            <path key={key} className={`graph-band graph-${kind}`} d={path} />
          ))}
          {picture.boxes.map((box) => (
            <GraphBox key={box.node.id} box={box} />
          ))}
        </svg>
      </div>
      <figcaption>
        <ul className="graph-legend">
          {shown.map((kind) => (
            <li key={kind}>
              <svg width="28" height="14" aria-hidden="true">
                <rect className={`graph-box graph-${kind}`} x="1" y="1" width="26" height="12" />
              </svg>
              {t(`place.kind.${kind}`)}
            </li>
          ))}
        </ul>
      </figcaption>
      <GraphTable graph={graph} />
    </figure>
  )
}

function GraphBox({ box }: { readonly box: Box }) {
  const { x, y, width, height, lines, node } = box
  const top = y + (height - (lines.length + 1) * LINE) / 2 + LINE * 0.78
  const middle = x + width / 2
  const amount = useAmount(node)
  const texts = [
    ...lines.map((text) => ({ text, look: 'graph-label' })),
    { text: amount, look: 'graph-amount' },
  ].map((line, index) => ({ ...line, at: top + index * LINE }))
  return (
    <g>
      <rect
        className={`graph-box graph-${node.kind}`}
        x={x}
        y={y}
        width={width}
        height={height}
        rx="4"
      />
      {texts.map(({ text, look, at }) => (
        <text key={at} className={look} x={middle} y={at} textAnchor="middle">
          {text}
        </text>
      ))}
    </g>
  )
}

function useAmount({ kind, amount, gain = 0 }: GraphNode): string {
  const { t, language } = useTexts()
  if (kind === 'missing') return t('place.gain', { share: formatShare(language, gain) })
  return formatShare(language, amount)
}

function GraphTable({ graph }: { readonly graph: ExplanationGraph }) {
  const { t } = useTexts()
  return (
    <details className="disclosure">
      <summary>{t('place.asTable')}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('place.part')}</th>
            <th scope="col">{t('place.kind')}</th>
            <th scope="col">{t('place.amount')}</th>
          </tr>
        </thead>
        <tbody>
          {graph.nodes.map((node) => (
            <GraphRow key={node.id} node={node} />
          ))}
        </tbody>
      </table>
    </details>
  )
}

function GraphRow({ node }: { readonly node: GraphNode }) {
  const { t } = useTexts()
  const amount = useAmount(node)
  return (
    <tr>
      <th scope="row">
        <bdi>{node.label}</bdi>
      </th>
      <td>{t(`place.kind.${node.kind}`)}</td>
      <td>{amount}</td>
    </tr>
  )
}

const FIRST_WIDTH = 640 // pixels, until it is measured

/** The width that an element has, measured again whenever it changes. */
function useWidth() {
  const frame = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(FIRST_WIDTH)
  useEffect(() => {
    const element = frame.current
    if (!element) return undefined
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.max(260, Math.floor(entry.contentRect.width)))
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [frame, width] as const
}
