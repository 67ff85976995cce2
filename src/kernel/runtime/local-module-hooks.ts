import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { type MessagePort, receiveMessageOnPort } from "node:worker_threads";
import type { ProjectSettings } from "../project-settings";
import { isTypeScript } from "./is-typescript";
import { createLocalModules, isVersioned, type LocalModules } from "./local-modules";

/** Node's module hooks that let local files be imported, each version of a file as a module of its own. */

interface Resolved {
  readonly url: string;
  readonly format?: string;
  readonly importAttributes?: object;
  readonly shortCircuit?: boolean;
}
interface Loaded {
  readonly format: string;
  readonly source: string;
  readonly shortCircuit: boolean;
}

/** What the hooks have to know, where they have a thread of their own. */
export type HooksNews = { readonly settings: ProjectSettings } | { readonly renew: readonly string[] };

/** For hooks in a thread of their own. */
export interface HooksData {
  readonly folder: string;
  readonly port: MessagePort;
}

let modules: LocalModules;
let port: MessagePort | undefined;

/** Called by Node in a thread of its own, or by the importer. */
export function initialize(given: HooksData | LocalModules): void {
  if ("port" in given) {
    modules = createLocalModules(given.folder);
    port = given.port;
  } else modules = given;
}

export function resolve<T>(
  specifier: string,
  context: { readonly parentURL?: string },
  next: (specifier: string, context: object) => T,
): Resolved | T {
  update();
  if (isVersioned(specifier)) return resolved(specifier);
  const parent = context.parentURL;
  if (parent !== undefined && isVersioned(parent)) {
    const path = modules.resolve(specifier, dirname(pathOf(parent)));
    if (path !== undefined) return resolved(modules.reach(path)[0]!.url);
  }
  return next(specifier, context);
}

export function load<T>(url: string, context: object, next: (url: string, context: object) => T): Loaded | T {
  if (!isVersioned(url) || !isTypeScript(pathOf(url))) return next(url, context);
  const path = pathOf(url);
  return {
    format: "module",
    source: modules.compile(path, readFileSync(path, "utf8")).code,
    shortCircuit: true,
  };
}

function resolved(url: string): Resolved {
  const path = pathOf(url);
  return {
    url,
    ...(isTypeScript(path) ? { format: "module" } : {}),
    ...(path.endsWith(".json") ? { importAttributes: { type: "json" } } : {}),
    shortCircuit: true,
  };
}

function pathOf(url: string): string {
  return fileURLToPath(url.replace(/\?.*$/, ""));
}

function apply(news: HooksNews): void {
  if ("settings" in news) modules.configure(news.settings);
  else modules.renew(news.renew);
}

function update(): void {
  if (port === undefined) return;
  for (let message = receiveMessageOnPort(port); message; message = receiveMessageOnPort(port))
    apply(message.message as HooksNews);
}
