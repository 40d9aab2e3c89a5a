import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { languageOf, wordsIn } from '../../locales/registry.js';
import type { Strings } from '../../locales/catalogue.js';

interface Speaker extends Element, ReactiveControllerHost {
  readonly strings: Strings;
}

/** The language used if there are no messages in the requested one. */
const builtIn = 'en-GB';

/** Provides the messages of a host in the language of the page, and follows changes of that language. */
export class Speech implements ReactiveController {
  /** The language of the messages. */
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

  /** Messages that replace the English ones: those of the language, overridden by the merchant's own. */
  get strings(): Strings {
    const { strings } = this.host;
    return this.words ? { ...this.words, ...strings } : strings;
  }

  /**
   * Loads the messages for the nearest `lang`: of the host or of an element around it, also outside of its shadow
   * roots. Observes these roots for changes.
   */
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
    // Another language was requested meanwhile, or nothing has changed.
    if (asked !== this.asked || words === this.words) return;
    this.words = words;
    this.language = words ? asked : builtIn;
    this.host.requestUpdate();
  }
}
