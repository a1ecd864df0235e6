import type { components } from '#lib/base/schema.d.ts';
import { numberIn } from '#lib/base/numbers.ts';
import { languages, type Language } from '#lib/i18n/language.ts';
import { categories, type Opening } from './signs.ts';
import { fieldsOf, languagesOf, textOf, written, type Written } from './texts.ts';

/** Between what an opening may ask for an age. */
export const ages = { min: 10, max: 70 };
const needed = ['title', 'text', 'whatYouWillDo'] as const;

type TextField = (typeof needed)[number] | 'whatToBring';
export type OpeningTexts = Record<TextField, Written>;
type OpeningBody = components['schemas']['OpeningBody'];

/** An opening on its way into the form and out of it. */
export class OpeningDraft {
  languages = $state<string[]>([]);
  texts = $state<OpeningTexts>({
    title: written(),
    text: written(),
    whatYouWillDo: written(),
    whatToBring: written(),
  });
  hostId = $state('');
  category = $state('');
  district = $state('');
  minAge = $state('');
  needsCheck = $state('none');

  constructor(opening: Opening | undefined, reader: Language) {
    this.languages = opening ? languagesOf(opening.title) : [reader];
    if (!opening) return;
    this.texts = {
      title: written(opening.title),
      text: written(opening.text),
      whatYouWillDo: written(opening.whatYouWillDo),
      whatToBring: written(opening.whatToBring),
    };
    this.category = opening.category;
    this.district = opening.district;
    this.minAge = opening.minAge?.toString() ?? '';
    this.needsCheck = opening.needsCheck ?? 'none';
  }

  /** The languages written in, in the order of the site. */
  get chosen(): Language[] {
    return languages.filter((each) => this.languages.includes(each));
  }

  /** What must not be empty, by the names of the fields in the order of the form. */
  get required(): Record<string, string> {
    return {
      category: this.category,
      district: this.district,
      languages: this.chosen.join(),
      ...this.#fieldsOf(needed),
    };
  }

  /** Everything that is written, by the names of the fields. */
  get written() {
    return this.#fieldsOf([...needed, 'whatToBring']);
  }

  #fieldsOf<Name extends TextField>(names: readonly Name[]): Record<`${Name}.${string}`, string> {
    return Object.assign({}, ...names.map((name) => fieldsOf(name, this.texts[name], this.chosen)));
  }

  /** All that is written, for a device to keep until it is sent. */
  get kept() {
    const { languages, texts, hostId, category, district, minAge, needsCheck } = this;
    return { languages, texts, hostId, category, district, minAge, needsCheck };
  }

  /** The facts as the API takes them; what is empty is said to be so. */
  get facts(): Omit<OpeningBody, 'hostId'> {
    const text = (field: TextField) => textOf(this.texts[field], this.chosen);
    const bring = text('whatToBring');
    return {
      title: text('title'),
      text: text('text'),
      whatYouWillDo: text('whatYouWillDo'),
      whatToBring: Object.keys(bring).length > 0 ? bring : null,
      category: this.category as (typeof categories)[number],
      district: this.district,
      minAge: this.minAge.trim() === '' ? null : numberIn(this.minAge, ages),
      needsCheck: this.needsCheck === 'none' ? null : 'sexual_conviction_record_check',
    };
  }
}
