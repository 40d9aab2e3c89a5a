import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { languageOf, wordsIn } from '../../locales/registry.js';
import type { Strings } from '../../locales/catalogue.js';

interface Speaker extends Element, ReactiveControllerHost {
  readonly strings: Strings;
}

/** What is spoken where the words of the language that is asked for are not there. */
const builtIn = 'en-GB';

/** The words of a host, in the language that the page asks for; it may ask for another at any time. */
export class Speech implements ReactiveController {
  /** The language that is spoken. */
  language = builtIn;
  private asked = '';
  private words: Strings | null = null;
  private readonly observer = new MutationObserver(() => void this.listen());

  constructor(
    private readonly host: Speaker,
    private readonly read = wordsIn,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    void this.listen();
  }

  hostDisconnected(): void {
    this.observer.disconnect();
  }

  /** What is said otherwise than in English, and over it what the merchant says otherwise. */
  get strings(): Strings {
    const { strings } = this.host;
    return this.words ? { ...this.words, ...strings } : strings;
  }

  /** The nearest `lang` holds: its own, or that of what it stands in, out of shadow roots too. */
  private async listen(): Promise<void> {
    let tag: string | undefined;
    for (let at: Element | undefined = this.host; at;) {
      const root = at.getRootNode();
      this.observer.observe(root, { subtree: true, attributeFilter: ['lang'] });
      tag ??= at.closest<HTMLElement>('[lang]')?.lang;
      at = (root as Partial<ShadowRoot>).host;
    }
    const asked = (this.asked = languageOf(tag));
    const words = await this.read(asked);
    // Something else has been asked for meanwhile, or nothing has changed.
    if (asked !== this.asked || words === this.words) return;
    this.words = words;
    this.language = words ? asked : builtIn;
    this.host.requestUpdate();
  }
}
