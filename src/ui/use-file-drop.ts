import { useEffect, useState } from 'preact/hooks';

/** Takes files that are dropped anywhere on the page, or pasted. True while one is held over it. */
export function useFileDrop(onFiles: (files: readonly File[]) => void): boolean {
  const [dropping, setDropping] = useState(false);

  useEffect(() => {
    const lifetime = new AbortController();
    const { signal } = lifetime;
    const on = (type: 'dragover' | 'dragleave' | 'drop', react: (event: DragEvent) => void) =>
      addEventListener(type, react, { signal });
    const take = (data: DataTransfer | null) => {
      const files = [...(data?.files ?? [])];
      if (files.length > 0) onFiles(files);
    };

    on('dragover', (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setDropping(true);
    });
    on('dragleave', ({ relatedTarget }) => {
      if (!relatedTarget) setDropping(false);
    });
    on('drop', (event) => {
      // Else the browser would leave the page and show the file.
      event.preventDefault();
      setDropping(false);
      take(event.dataTransfer);
    });
    addEventListener('paste', ({ clipboardData }) => take(clipboardData), { signal });
    return () => lifetime.abort();
  }, [onFiles]);

  return dropping;
}
