/** A share as a bar. The number always stands beside it, so a screen reader passes over the bar. */
export function Bar({ share }: { readonly share: number }) {
  return (
    <svg class="bar" aria-hidden="true" width="100%" height="4">
      <rect class="bar-track" width="100%" height="4" />
      <rect class="bar-value" width={`${Math.round(share * 100)}%`} height="4" />
    </svg>
  );
}
