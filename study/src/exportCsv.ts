/** Every review that counts as a row, for a spreadsheet (RFC 4180). */
import type { Catalogue } from './catalogue';
import type { ReviewEvent } from './events';

const columns = ['time', 'question', 'concept', 'area', 'rating', 'seconds', 'device'] as const;
const ratingNames = { 1: 'Again', 2: 'Hard', 3: 'Good', 4: 'Easy' } as const;

export function exportCsv(reviews: readonly ReviewEvent[], catalogue: Catalogue): string {
  const rows = reviews.map((review) => [
    new Date(review.at).toISOString(),
    review.questionId,
    review.conceptId,
    catalogue.concepts.get(review.conceptId)?.area ?? '',
    ratingNames[review.rating],
    (review.durationMs / 1000).toFixed(1),
    review.device,
  ]);
  return [columns, ...rows].map((row) => `${row.map(toCell).join(',')}\r\n`).join('');
}

function toCell(text: string): string {
  // A spreadsheet would run a cell that begins like a formula, and an imported log may hold one.
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
