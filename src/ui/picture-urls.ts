/** Object URLs of pictures by their ids. They hold their picture in memory until they are revoked. */
export function pictureUrls() {
  const urls = new Map<string, { readonly url: string; readonly bytes: number }>();
  const forget = (id: string) => {
    URL.revokeObjectURL(urls.get(id)?.url ?? '');
    urls.delete(id);
  };

  return {
    /** The same one for the same picture of that id; each reading of a store gives a blob of its own. */
    of: (id: string, picture: Blob): string => {
      const before = urls.get(id);
      if (before?.bytes === picture.size) return before.url;
      forget(id);
      const url = URL.createObjectURL(picture);
      urls.set(id, { url, bytes: picture.size });
      return url;
    },
    /** Gives back those of all other pictures. */
    keepOnly: (ids: readonly string[]): void => {
      for (const id of urls.keys()) if (!ids.includes(id)) forget(id);
    },
  };
}
