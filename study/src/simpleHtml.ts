/**
 * The little Markdown that questions use, as HTML for other programs: code blocks, inline code, bold and paragraphs.
 * Links between concepts lead nowhere outside of the guide, so only their words are kept. Everything else stays text;
 * nothing of the source reaches the result as markup.
 */
export function toHtml(markdown: string): string {
  return markdown
    .split(/^```[^\n]*\n([\s\S]*?)\n?```$/m)
    .map((part, index) =>
      index % 2 === 1 ? `<pre><code>${escapeHtml(part)}</code></pre>` : inlineHtml(part.trim()),
    )
    .join('');
}

function inlineHtml(text: string): string {
  return text
    .replace(/\[((?:`[^`\n]+`|[^\]`\n])+)\]\(concept:[^)\s]*\)/g, '$1')
    .split(/(`[^`\n]+`)/)
    .map((part) =>
      part.startsWith('`') && part.length > 2
        ? `<code>${escapeHtml(part.slice(1, -1))}</code>`
        : escapeHtml(part)
            .replace(/\*\*([^*\n]+)\*\*/g, '<b>$1</b>')
            .replace(/\n{2,}/g, '<br><br>')
            .replaceAll('\n', ' '),
    )
    .join('');
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
