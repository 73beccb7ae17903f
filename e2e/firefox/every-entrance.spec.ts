/** Every way to a camera, in a stock Firefox. */
import { expectEntrances } from '../expectations/entrances';
import { test } from '../fixtures/firefox/test';

const MORE = {
  // Other browsers give documents of SVG only.
  'the method of a frame whose page has not come yet, through getSVGDocument': () => {
    window.makeFrame({ src: '/made-0.html' });
    const { defaultView } = (
      document.body.lastElementChild as HTMLIFrameElement
    ).getSVGDocument() as Document;
    return window.borrow(defaultView as Window & typeof globalThis);
  },
  'the same, of an <embed>': async () => {
    const embed = document.createElement('embed');
    Object.assign(embed, { src: '/made-0.html', type: 'text/html' });
    document.body.append(embed);
    while (!embed.getSVGDocument()) await new Promise((resolve) => setTimeout(resolve));
    return window.borrow(embed.getSVGDocument()?.defaultView as Window & typeof globalThis);
  },
};

/** Processed twice there, by the patch of the page and by that of the frame: docs/reliability.md. */
const COVERED = ['a frame with an address, whose document is written by the page'];

expectEntrances(test, ['mozGetUserMedia'], MORE, COVERED);
