/** Every way to a camera, in a stock Firefox. */
import { expectEntrances } from '../expectations/entrances';
import { test } from '../fixtures/firefox/test';

expectEntrances(test, ['mozGetUserMedia'], {
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
});
