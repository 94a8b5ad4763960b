import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `primary`: the one thing to do here. `quiet`: no border. */
  readonly kind?: "plain" | "primary" | "quiet" | "danger";
  readonly small?: boolean;
  readonly ref?: Ref<HTMLButtonElement> | undefined;
}

export function Button({ kind = "plain", small = false, className = "", ...rest }: ButtonProps) {
  const classes = `button button-${kind}${small ? " button-small" : ""} ${className}`;
  return <button type="button" className={classes.trim()} {...rest} />;
}

interface IconButtonProps extends Omit<ButtonProps, "children" | "aria-label"> {
  /** The accessible name, also shown as the tooltip. */
  readonly label: string;
  readonly children: ReactNode;
  readonly tip?: string;
}

/** A button that shows an icon alone. */
export function IconButton({ label, tip, className = "", ...rest }: IconButtonProps) {
  return <Button aria-label={label} title={tip ?? label} className={`icon-button ${className}`} {...rest} />;
}
