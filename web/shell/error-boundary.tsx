import { Component, type ReactNode } from 'react'

interface ErrorBoundaryProps {
  /** Shown instead; a change of `resetKey` tries again. */
  readonly fallback: ReactNode
  readonly resetKey: string
  readonly children: ReactNode
}

/** Catches what a page throws while it is drawn, so that head and foot stay. React knows this only as a class. */
export class ErrorBoundary extends Component<
  ErrorBoundaryProps,
  { readonly failedAt: string | undefined }
> {
  override readonly state: { readonly failedAt: string | undefined } = { failedAt: undefined }

  static getDerivedStateFromError(): { failedAt: string } {
    return { failedAt: window.location.pathname }
  }

  override render(): ReactNode {
    return this.state.failedAt === this.props.resetKey ? this.props.fallback : this.props.children
  }
}
