import type { Dash, Line } from "./plotly-json";
import { pixel } from "./svg-text";

/** Attributes for a fill; a colour as #RRGGBBAA becomes a colour and an opacity, which every viewer knows. */
export function fill(color: string, opacity = 1): string {
  return paint("fill", color, opacity);
}

export function stroke({ color = "#222222", width = 1, dash = "solid" }: Line, opacity = 1): string {
  const pattern: Record<Dash, string> = {
    solid: "",
    dash: `${pixel(width * 3.5)} ${pixel(width * 2)}`,
    dot: `${pixel(width)} ${pixel(width * 1.6)}`,
    dashdot: `${pixel(width * 4)} ${pixel(width * 1.8)} ${pixel(width)} ${pixel(width * 1.8)}`,
  };
  const dashes = pattern[dash] === "" ? "" : ` stroke-dasharray="${pattern[dash]}"`;
  return `${paint("stroke", color, opacity)} stroke-width="${width}"${dashes}`;
}

function paint(name: "fill" | "stroke", color: string, opacity: number): string {
  const hex = /^(#[0-9a-f]{6})([0-9a-f]{2})$/i.exec(color);
  const [plain, alpha] = hex === null ? [color, 1] : [hex[1], Number.parseInt(hex[2], 16) / 255];
  const total = alpha * opacity;
  return `${name}="${plain}"${total < 1 ? ` ${name}-opacity="${pixel(total)}"` : ""}`;
}
