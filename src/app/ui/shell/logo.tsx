/** A drop of ink with the curve of a falling loss in it. */
export function Logo() {
  return (
    <h1 className="logo">
      <svg viewBox="0 0 20 24" width="20" height="24" aria-hidden="true">
        <path d="M10 1C13 6.4 18 10 18 15.2A8 8 0 0 1 2 15.2C2 10 7 6.4 10 1Z" fill="var(--accent)" />
        <path
          d="M5.6 11.6C7 16.8 9.2 18.2 14.6 18.6"
          fill="none"
          stroke="var(--on-role)"
          strokeWidth="1.7"
          strokeLinecap="round"
        />
      </svg>
      <span className="logo-word">Inkling</span>
    </h1>
  );
}
