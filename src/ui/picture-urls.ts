/** Object URLs of pictures by their ids. They hold their picture in memory until they are revoked. */
export function pictureUrls() {
  const urls = new Map<string, string>();

  return {
    /** The same one for the same id. */
    of: (id: string, picture: Blob): string => {
      const url = urls.get(id) ?? URL.createObjectURL(picture);
      urls.set(id, url);
      return url;
    },
    /** Gives back those of all other pictures. */
    keepOnly: (ids: readonly string[]): void => {
      for (const [id, url] of urls) {
        if (ids.includes(id)) continue;
        URL.revokeObjectURL(url);
        urls.delete(id);
      }
    },
  };
}
