/** Ticks in the period it is told, in ms. */
const scope = self as unknown as {
  postMessage(message: null): void;
  onmessage: ((event: MessageEvent<number>) => void) | null;
};

scope.onmessage = ({ data: period }) => {
  setInterval(() => scope.postMessage(null), period);
};
