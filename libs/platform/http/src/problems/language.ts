export type Language = 'zh' | 'en';

/** The wanted one of our two languages (RFC 9110 quality values); Chinese when neither is wanted more. */
export function languageOf(acceptLanguage: string | undefined): Language {
  if (acceptLanguage === undefined) return 'zh';
  const quality = { zh: 0, en: 0 };
  for (const range of acceptLanguage.slice(0, 500).split(',')) {
    const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
    const language = tag.split('-')[0];
    if (language !== 'zh' && language !== 'en') continue;
    const q = parameters.find((parameter) => parameter.trim().startsWith('q='));
    quality[language] = Math.max(quality[language], q === undefined ? 1 : Number(q.trim().slice(2)) || 0);
  }
  return quality.en > quality.zh ? 'en' : 'zh';
}
