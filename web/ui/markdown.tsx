import ReactMarkdown, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { followed } from '../router/web-address.ts'

const components: Components = {
  h1: ({ children }) => <h2>{children}</h2>,
  table: ({ children }) => (
    <div className="table-scroll">
      <table>{children}</table>
    </div>
  ),
  // A corner of a table that holds nothing heads nothing.
  th: ({ children }) => (children ? <th scope="col">{children}</th> : <td />),
  a: ({ href, children }) => (
    <a href={followed(href)} rel="noreferrer">
      {children}
    </a>
  ),
}

const inline: Components = { ...components, p: ({ children }) => children }

interface MarkdownProps {
  readonly text: string
}

/** Course text. HTML in it is shown as text, never run. */
export function Markdown({ text }: MarkdownProps) {
  return (
    <div className="prose">
      <ReactMarkdown remarkPlugins={[remarkGfm]} components={components}>
        {text}
      </ReactMarkdown>
    </div>
  )
}

/** A line of course text within a line of ours. */
export function InlineMarkdown({ text }: MarkdownProps) {
  return <ReactMarkdown components={inline}>{text}</ReactMarkdown>
}
