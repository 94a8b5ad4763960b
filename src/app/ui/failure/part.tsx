// biome-ignore lint/style/noRestrictedImports: this is the Part that everything else is to use
import { Component, type ErrorInfo, type ReactNode, Suspense } from "react";
import { type FailureForm, FailureMessage } from "./failure-message.tsx";
import { PartMissing } from "./late-part.tsx";

interface PartProps {
  /** What the part is called on the page. */
  readonly name: string;
  /** How its failure is shown; `panel` where nothing is said. */
  readonly form?: FailureForm;
  /** What stands in its place while its code comes. */
  readonly coming?: ReactNode;
  /** For what can be closed: closes it, failed as it is. */
  readonly onClose?: (() => void) | undefined;
  readonly children: ReactNode;
}

interface Failed {
  readonly error: unknown;
  readonly stack: string;
}

/** A part of the page that fails alone: what happened is said in its place, and the rest of the page stays. */
export class Part extends Component<PartProps, { readonly failed: Failed | null }> {
  override state: { readonly failed: Failed | null } = { failed: null };

  static getDerivedStateFromError(error: unknown): { readonly failed: Failed } {
    return { failed: { error, stack: "" } };
  }

  override componentDidCatch(error: unknown, { componentStack }: ErrorInfo): void {
    this.setState({ failed: { error, stack: componentStack ?? "" } });
  }

  readonly #tryAgain = (): void => {
    const error = this.state.failed?.error;
    if (error instanceof PartMissing) error.forget();
    this.setState({ failed: null });
  };

  override render(): ReactNode {
    const { name, form = "panel", coming = null, onClose, children } = this.props;
    const { failed } = this.state;
    if (!failed) return <Suspense fallback={coming}>{children}</Suspense>;
    return <FailureMessage {...failed} name={name} form={form} onTryAgain={this.#tryAgain} onClose={onClose} />;
  }
}
