import type { ChildProcess } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import { API, type CompilerOptions, type Project, type Snapshot } from "typescript/unstable/sync";
import { defaultSettings, type ProjectSettings } from "../project-settings";
import {
  cellsConfig,
  nearestConfig,
  packageLocks,
  probeConfig,
  projectSettings,
  slashed,
} from "./check-config";
import { configProblem } from "./config-problem";
import { KERNEL_GLOBALS } from "./kernel-globals";

const CURRENT = "[cell].ts";
const GLOBALS = "[kernel].d.ts";
const CONFIG = "[cells].tsconfig.json";
const PROBE = "[options].tsconfig.json";

/** The checker's heap may grow by half before it is swept, instead of doubling: 20 MB less, at no measurable cost. */
const GARBAGE_COLLECTION = "50";

/** Files of the project that may declare names for all others. */
const DECLARATIONS = /[.]d[.][cm]?ts$/;

/** Milliseconds after which a question that failed is not asked again. */
const PATIENCE = 30_000;

export interface CheckProject {
  /**
   * Puts `text` into the file of the current cell and `files` beside it, and asks the checker about it. If the checker
   * fails, it is started again and asked once more.
   */
  ask<T>(
    text: string,
    files: ReadonlyMap<string, string>,
    question: (project: Project, file: string) => T,
  ): T;
  /** What tsconfig.json says now. */
  settings(): ProjectSettings;
  /** What is wrong with tsconfig.json, as far as it has been read. */
  configProblem(): string | undefined;
  /** From now on nothing is checked strictly, unless a tsconfig.json says so. */
  relax(): void;
  /** Looks up all imports again next time: one of them was not found, and may be there by then. */
  resolveAgain(): void;
  /** The folder of all files, with a slash at its end. */
  readonly folder: string;
  close(): void;
}

/**
 * TypeScript's checker over files in memory that lie in the notebook's folder, and over the real ones around them.
 *
 * @param asking is told the number of TypeScript's process when a question begins, and 0 when it ends. A question blocks
 * this thread: whoever finds that one takes too long can end it from elsewhere, by killing that process
 */
export function createCheckProject(
  notebookFolder: string,
  asking: (process: number) => void = () => {},
): CheckProject {
  const folder = slashed(join(notebookFolder, "/"));
  const path = (name: string) => folder + name;
  let running: ReturnType<typeof start> | undefined;
  let strict = true;

  function start() {
    const memory = new Map([
      [path(GLOBALS), KERNEL_GLOBALS],
      [path(CURRENT), "export {};\n"],
    ]);
    const locals = new Map<string, string>();
    const locks = new Map(packageLocks(notebookFolder).map((file) => [file, stamp(file)]));
    const api = withEnvironment(
      "GOGC",
      GARBAGE_COLLECTION,
      () =>
        new API({
          cwd: folder,
          fs: {
            readFile: (file) => {
              const text = memory.get(file);
              if (text === undefined && !file.includes("/node_modules/")) locals.set(file, stamp(file));
              return text;
            },
          },
        }),
    );
    let snapshot: Snapshot | undefined;
    const update = (params: Parameters<typeof api.updateSnapshot>[0]) => {
      const next = api.updateSnapshot(params);
      snapshot?.dispose();
      snapshot = next;
    };

    const isStrict = strict;
    const configPath = nearestConfig(notebookFolder);
    const configFiles = new Map<string, string>();
    let options: CompilerOptions | undefined;
    let problem: string | undefined;
    let ambient: readonly string[] = [];
    let opened = false;
    const probe = (config: string) => {
      memory.set(path(PROBE), probeConfig(config, GLOBALS));
      update({ openProjects: [path(PROBE)] });
      for (const [file, read] of locals) if (file.endsWith(".json")) configFiles.set(file, read);
      const { program, compilerOptions } = snapshot!.getProject(path(PROBE))!;
      problem = configProblem(config, program.getConfigFileParsingDiagnostics());
      return compilerOptions;
    };
    const open = () => {
      if (configPath !== undefined && options === undefined) {
        options = probe(configPath);
        ambient = api.parseConfigFile(configPath).fileNames.filter((file) => DECLARATIONS.test(file));
      }
      const cells = [...memory.keys()].filter((file) => file.endsWith(".ts"));
      const files = [...cells.map((file) => file.slice(folder.length)), ...ambient];
      const config = options && { path: configPath!, options };
      memory.set(path(CONFIG), cellsConfig(notebookFolder, files, config, isStrict));
      if (opened) update({ fileChanges: { changed: [path(CONFIG)] } });
      else update({ openProjects: [path(CONFIG)], ...(config ? { closeProjects: [path(PROBE)] } : {}) });
      opened = true;
    };

    const child = processOf(api);
    return {
      process: child.pid ?? 0,
      isStale: () =>
        nearestConfig(notebookFolder) !== configPath ||
        changed(configFiles).length > 0 ||
        isStrict !== strict,
      close: () => {
        api.close();
        // TypeScript may not hear that it should end, when it is stuck in a question.
        child.kill("SIGKILL");
      },
      settings: () => projectSettings(options),
      configProblem: () => problem,
      load: (files: ReadonlyMap<string, string>, invalidateAll: boolean) => {
        const added = [...files.keys()].filter((file) => !memory.has(file));
        for (const file of added) memory.set(file, "export {};\n");
        if (!opened || added.length > 0) open();
        const different = [...files].filter(([file, text]) => memory.get(file) !== text);
        for (const [file, text] of different) memory.set(file, text);
        const edited = changed(locals);
        const gone = edited.filter((file) => stamp(file) === MISSING);
        for (const file of gone) locals.delete(file);
        if (changed(locks).length > 0 || invalidateAll) update({ fileChanges: { invalidateAll: true } });
        else if (different.length + edited.length > 0)
          update({
            fileChanges: {
              changed: [...different.map(([file]) => file), ...edited.filter((file) => !gone.includes(file))],
              deleted: gone,
            },
          });
        for (const file of edited) if (locals.has(file)) locals.set(file, stamp(file));
        for (const file of locks.keys()) locks.set(file, stamp(file));
        return snapshot!.getProject(path(CONFIG))!;
      },
    };
  }

  function stop(): void {
    const stopped = running;
    running = undefined;
    try {
      stopped?.close();
    } catch {
      // It has ended already.
    }
  }

  let invalidateAll = false;
  const ask: CheckProject["ask"] = (text, files, question) => {
    const contents = new Map([[path(CURRENT), text]]);
    for (const [name, content] of files) contents.set(path(name), content);
    const attempt = () => {
      if (running?.isStale()) stop();
      running ??= start();
      asking(running.process);
      try {
        const project = running.load(contents, invalidateAll);
        invalidateAll = false;
        return question(project, path(CURRENT));
      } finally {
        asking(0);
      }
    };
    const began = performance.now();
    try {
      return attempt();
    } catch {
      stop();
    }
    if (performance.now() - began > PATIENCE) {
      throw new Error(
        "The type checker was still busy with this cell after a minute, and was stopped. Make its types simpler, or write // @ts-nocheck on its first line to run it unchecked",
      );
    }
    try {
      return attempt();
    } catch (error) {
      stop();
      throw new Error(
        `The type checker stopped twice at this cell (${(error as Error).message}). Run it again, or write // @ts-nocheck on its first line to run it unchecked`,
      );
    }
  };

  return {
    folder,
    ask,
    settings: () => {
      if (nearestConfig(notebookFolder) === undefined) return defaultSettings;
      if (running === undefined || running.isStale()) ask("export {};\n", new Map(), () => undefined);
      return running?.settings() ?? defaultSettings;
    },
    configProblem: () => running?.configProblem(),
    relax: () => {
      strict = false;
    },
    resolveAgain: () => {
      invalidateAll = true;
    },
    close: stop,
  };
}

/** What TypeScript's own interface does not give away. */
function processOf(api: API): ChildProcess {
  return (api as unknown as { client: { channel: { child: ChildProcess } } }).client.channel.child;
}

const MISSING = "missing";

function stamp(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats ? `${stats.mtimeMs} ${stats.size}` : MISSING;
}

function changed(stamps: ReadonlyMap<string, string>): readonly string[] {
  return [...stamps].filter(([file, before]) => stamp(file) !== before).map(([file]) => file);
}

/** A child process inherits the environment. */
function withEnvironment<T>(name: string, value: string, work: () => T): T {
  const before = process.env[name];
  process.env[name] = before ?? value;
  try {
    return work();
  } finally {
    if (before === undefined) delete process.env[name];
  }
}
