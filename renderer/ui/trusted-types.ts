import DOMPurify from 'dompurify';

interface PolicyFactory {
  createPolicy(
    name: string,
    rules: { createHTML(text: string): string; createScriptURL(url: string): string | null },
  ): unknown;
}

/** What libraries write as HTML is cleaned, scripts come from this origin only, and no text becomes a script. */
export function installTrustedTypes(): void {
  const { trustedTypes } = window as { trustedTypes?: PolicyFactory };
  trustedTypes?.createPolicy('default', {
    createHTML: (text) => DOMPurify.sanitize(text, { USE_PROFILES: { html: true, svg: true, svgFilters: true } }),
    createScriptURL: (url) => (new URL(url, location.href).origin === location.origin ? url : null),
  });
}
