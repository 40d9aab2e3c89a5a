/** The documents that the site shows, in order, each with its purpose in one line. */

/** A document that the site shows. */
export interface PlannedPage {
  /** Its path in the repository. */
  readonly file: string;
  /** Its name in the menus. */
  readonly label: string;
  /** Its purpose, in one line. */
  readonly about: string;
  /** The level of the headings that its outline lists. */
  readonly outline?: number;
}

/** Pages for one aim of the reader. */
export interface PlannedSection {
  readonly title: string;
  readonly pages: readonly PlannedPage[];
}

/** Description of the widget in two sentences, for the home page and `llms.txt`. */
export const lead =
  '`<ally-booking>` books a home visit inside a shop’s own checkout: postcode, time, patient, from one script tag. The shop’s form gets one sealed value, and its server books the visit, exactly once, when the order is paid.';

/** The name of the site. */
export const title = 'Checkout booking';

const page = (
  file: string,
  label: string,
  about: string,
  more?: Pick<PlannedPage, 'outline'>,
): PlannedPage => ({ file, label, about, ...more });

/** The sections, by aim of the reader. A document that none of them lists is shown in the last one. */
export const sections: readonly PlannedSection[] = [
  {
    title: 'Put it in your shop',
    pages: [
      page(
        'docs/embedding.md',
        'Script tag and form',
        'The tag, the element in your form, and what can go wrong.',
      ),
      page(
        'docs/frameworks.md',
        'Frameworks',
        'A whole checkout with each framework, built and tested.',
      ),
      page('docs/hosts.md', 'Shop systems', 'WooCommerce’s two checkouts, and Shopify’s cart.'),
      page('docs/order-page.md', 'The order page', 'Show a booked visit, and let it be cancelled.'),
    ],
  },
  {
    title: 'Make it yours',
    pages: [
      page('docs/theming.md', 'Theming', 'Tokens, parts, states, and recipes to copy.'),
      page('docs/languages.md', 'Languages', 'Its words in other languages, and your own words.'),
      page(
        'docs/accessibility.md',
        'Accessibility',
        'What holds for every person who books, each with its test, and what is not claimed.',
      ),
    ],
  },
  {
    title: 'Serve it',
    pages: [
      page('docs/server.md', 'Relay and paid orders', 'Keep the key, book each paid order once.'),
      page('demo/shop/README.md', 'The reference shop', 'A whole small shop, to read and to copy.'),
      page('docs/platform.md', 'The platform', 'What is asked of it, and what of that is assumed.'),
    ],
  },
  {
    title: 'Test with it',
    pages: [
      page(
        'docs/testing.md',
        'Your own tests',
        'A mock platform with every scenario, and actions for tests.',
      ),
      page('docs/mock-platform.md', 'Mock platform', 'The platform as a process on your machine.'),
    ],
  },
  {
    title: 'Reference',
    pages: [
      page(
        'docs/reference.md',
        'Reference',
        'Every attribute, property, event, slot, part and token.',
      ),
      page('docs/api.md', 'The page’s API', 'What a page asks of the relay, by operation.', {
        outline: 2,
      }),
      page(
        'docs/browsers.md',
        'Browsers',
        'The oldest engines, what is newer, and what happens without it.',
      ),
      page(
        'docs/screen-reader-transcript.md',
        'Screen-reader transcript',
        'What a screen reader’s user meets, in order, in every journey.',
      ),
      page('CHANGELOG.md', 'Changelog', 'What is new.'),
      page(
        'docs/testing-the-project.md',
        'Testing the project',
        'Rings of tests, what each proves, the clock and the time limits.',
      ),
      page(
        'docs/architecture.md',
        'Architecture',
        'Which folder holds what, and which may import which.',
      ),
      page('CONTRIBUTING.md', 'Working on it', 'The commands, what is shipped, and its habits.'),
    ],
  },
];
