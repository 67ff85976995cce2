/**
 * Text for Plotly, which reads it as a little HTML: the tags b, i, sub, sup and br stay, any other `<` or `&` is
 * escaped, so that words such as `<unk>` show as they are.
 */
export function plotlyText(text: string): string {
  return text.replace(/&(?!(amp|lt|gt);)/g, "&amp;").replace(/<(?!\/?(b|i|sub|sup)>|br>)/g, "&lt;");
}

/** The same text without any markup, for places that show none. */
export function withoutMarkup(plotlyText: string): string {
  return plotlyText
    .replace(/<br>/g, " ")
    .replace(/<\/?(b|i|sub|sup)>/g, "")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");
}
