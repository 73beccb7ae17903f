import { useEffect, useState } from 'preact/hooks';

/** Takes files dropped anywhere on the popup. True while one is held over it. */
export function useFileDrop(onFile: (file: File) => void): boolean {
  const [dropping, setDropping] = useState(false);

  useEffect(() => {
    const lifetime = new AbortController();
    const on = (type: 'dragover' | 'dragleave' | 'drop', react: (event: DragEvent) => void) =>
      addEventListener(type, react, { signal: lifetime.signal });

    on('dragover', (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setDropping(true);
    });
    on('dragleave', ({ relatedTarget }) => {
      if (!relatedTarget) setDropping(false);
    });
    on('drop', (event) => {
      // Else the browser would leave the popup and show the file.
      event.preventDefault();
      setDropping(false);
      const file = event.dataTransfer?.files[0];
      if (file) onFile(file);
    });
    return () => lifetime.abort();
  }, [onFile]);

  return dropping;
}
