import { places } from '#lib/shell/places.ts';
import { settled } from '#lib/shell/settled.svelte.ts';
import { ownCentres } from './centres.ts';

/** For which centre a coordinator speaks; only whoever works for several is asked. Made while a component is made. */
export class Speaking {
  readonly #places = settled(() => places());
  #chosen = $state('');
  /** The centres to choose from. */
  readonly own = $derived(this.#places.value ? ownCentres(this.#places.value, 'coordinator') : []);

  /** Whether there is a choice. */
  get several(): boolean {
    return this.own.length > 1;
  }

  /** The centre that is chosen. */
  get centre(): string {
    return this.#chosen || (this.own[0]?.code ?? '');
  }

  set centre(code: string) {
    this.#chosen = code;
  }

  /** What the server is told: nothing where it knows by itself. */
  get said(): { centre?: string } {
    return this.several ? { centre: this.centre } : {};
  }
}
