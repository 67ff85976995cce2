/**
 * Text for Plotly, which reads it as a little HTML: the tags b, i, sub, sup and br stay, any other `<` or `&` is
 * escaped, so that words such as `<unk>` show as they are.
 */
export function plotlyText(text: string): string {
  return text.replace(/&(?!(amp|lt|gt);)/g, "&amp;").replace(/<(?!\/?(b|i|sub|sup)>|br>)/g, "&lt;");
}
