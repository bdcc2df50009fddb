/** Copy and insert, above a block of code. */
import { useEffect, useState } from 'preact/hooks';
import type { ReaderTexts } from '../../../protocol/src/readerMessages';

interface CodeButtonsProps {
  readonly texts: ReaderTexts;
  readonly onCopy: () => void;
  readonly onInsert: () => void;
}

/** How long a button says that it has copied. */
const confirmationMs = 2_000;

export function CodeButtons({ texts, onCopy, onInsert }: CodeButtonsProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), confirmationMs);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <div class="code-actions" lang={texts.language}>
      <span class="code-copied" role="status">
        {copied ? texts.copied : ''}
      </span>
      <button
        type="button"
        class="quiet"
        onClick={() => {
          onCopy();
          setCopied(true);
        }}
      >
        {texts.copy}
      </button>
      <button type="button" class="quiet" onClick={onInsert}>
        {texts.insert}
      </button>
    </div>
  );
}
