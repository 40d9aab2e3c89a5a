import MagicString from 'magic-string';
import type { Plugin } from 'vite';

/**
 * What Lit ships for others: polyfills of browsers that cannot run our script anyway; the taking on of what a server has
 * drawn; style sheets made elsewhere, or with values in them; standard decorators, and properties that are accessors;
 * attributes in JSON, or with a default; mathematics; values in comments, in a style or a text area, and for an element
 * as a whole; the prose of errors that are a developer's. By the end of the file's path, each text as Lit has it, and
 * what stands in its place.
 */
const left: Readonly<Record<string, readonly (readonly [text: string, instead: string])[]>> = {
  '/reactive-element/css-tag.js': [
    ['&&(void 0===t.ShadyCSS||t.ShadyCSS.nativeShadow)', ''],
    [
      'if(this._$cssResult$=!0,o!==s)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");',
      'this._$cssResult$=!0;',
    ],
    [
      '1===t.length?t[0]:e.reduce((e,s,o)=>e+(t=>{if(!0===t._$cssResult$)return t.cssText;if("number"==typeof t)return t;throw Error("Value passed to \'css\' function must be a \'css\' function result: "+t+". Use \'unsafeCSS\' to pass non-literal values, but take care to ensure page security.")})(s)+t[o+1],t[0])',
      't[0]',
    ],
    [
      'c=e?t=>t:t=>t instanceof CSSStyleSheet?(t=>{let e="";for(const s of t.cssRules)e+=s.cssText;return r(e)})(t):t;',
      'c=t=>t;',
    ],
  ],
  '/reactive-element/reactive-element.js': [
    [',p=a.reactiveElementPolyfillSupport', ''],
    ['Symbol.metadata??=Symbol("metadata"),a.litPropertyMetadata??=new WeakMap;', ''],
    [
      'const t=this[Symbol.metadata];if(null!==t){const s=litPropertyMetadata.get(t);if(void 0!==s)for(const[t,i]of s)this.elementProperties.set(t,i)}',
      '',
    ],
    ['case Object:case Array:t=null==t?t:JSON.stringify(t)', ''],
    ['case Object:case Array:try{i=JSON.parse(t)}catch(t){i=null}', ''],
    ['||i.useDefault&&i.reflect&&h===this._$Ej?.get(t)&&!this.hasAttribute(r._$Eu(t,i))', ''],
    ['this[e]=r??this._$Ej?.get(e)??r', 'this[e]=r'],
    [
      '{useDefault:i,reflect:e,wrapped:h},r){i&&!(this._$Ej??=new Map).has(t)&&(this._$Ej.set(t,r??s??this[t]),!0!==h||void 0!==r)||(this._$AL.has(t)||(this.hasUpdated||i||(s=void 0)',
      '{reflect:e}){(this._$AL.has(t)||(this.hasUpdated||(s=void 0)',
    ],
    [',this.prototype.hasOwnProperty(t)&&((s=Object.create(s)).wrapped=!0)', ''],
    [
      'const t=this.constructor.elementProperties;if(t.size>0)for(const[s,i]of t){const{wrapped:t}=i,e=this[s];!0!==t||this._$AL.has(s)||void 0===e||this.C(s,void 0,i,e)}',
      '',
    ],
    ['static addInitializer(t){this._$Ei(),(this.l??=[]).push(t)}', ''],
    [',this.constructor.l?.forEach(t=>t(this))', ''],
    [',void 0!==t.l&&(this.l=[...t.l])', ''],
    ['p?.({ReactiveElement:y}),', ''],
  ],
  '/lit-element/lit-element.js': [
    [
      ',s.litElementHydrateSupport?.({LitElement:i});const o=s.litElementPolyfillSupport;o?.({LitElement:i});',
      ';',
    ],
  ],
  '/lit-html/lit-html.js': [
    ['Error("invalid template strings array")', 't'],
    [
      'if(y.test(r.tagName)){const t=r.textContent.split(o),i=t.length-1;if(i>0){r.textContent=s?s.emptyScript:"";for(let s=0;s<i;s++)r.append(t[s],c()),P.nextNode(),d.push({type:2,index:++l});r.append(t[i],c())}}',
      '',
    ],
    [':3===i?"<math>":""', ':""'],
    [':3===i?"</math>":""', ':""'],
    ['2===i||3===i', '2===i'],
    ['else t.startsWith(o)&&(d.push({type:6,index:l}),r.removeAttribute(t));', ''],
    ['6===r.type&&(i=new Z(h,this,t))', '0'],
    [
      'if(r.data===n)d.push({type:2,index:l});else{let t=-1;for(;-1!==(t=r.data.indexOf(o,t+1));)d.push({type:7,index:l}),t+=o.length-1}',
      'r.data===n&&d.push({type:2,index:l});',
    ],
    [',B=t.litHtmlPolyfillSupport;B?.(S,k),', ';'],
  ],
};

/** What of it could be written by us: whoever needs one of these gives it back to Lit above. */
const missed =
  /\bcss`[^`]*\$\{|\btype: (?:Object|Array)\b|\buseDefault\b|@(?:property|state)\([^)]*\)\s+(?:override\s+)?[gs]et /;

/** Leaves out of Lit what none of our pages can need. A Lit that has another text is a build error: look again. */
export const leanLit = (folder: string): Plugin => ({
  name: 'lean-lit',
  enforce: 'pre',
  transform(code, id) {
    if (id.startsWith(folder) && missed.test(code))
      this.error(`${id} needs something of Lit that lean-lit.ts leaves out.`);
    const [, texts] = Object.entries(left).find(([end]) => id.endsWith(end)) ?? [];
    if (!texts) return null;
    const lean = new MagicString(code);
    for (const [text, instead] of texts) {
      const at = code.indexOf(text);
      if (at < 0 || code.includes(text, at + 1)) this.error(`${id} has no longer, once: ${text}`);
      lean.update(at, at + text.length, instead);
    }
    return { code: lean.toString(), map: lean.generateMap({ hires: 'boundary' }) };
  },
});
