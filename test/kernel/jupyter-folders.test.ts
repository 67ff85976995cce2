import { spawnSync } from "node:child_process";
import { homedir } from "node:os";
import { expect, test } from "vitest";
import { venvPython } from "../../src/cli/paths.mjs";
import { jupyterDataFolder } from "../../src/kernel/jupyter-folders";

test.each<[NodeJS.Platform, Record<string, string>, string]>([
  ["linux", {}, "/home/é/.local/share/jupyter"],
  ["linux", { XDG_DATA_HOME: "/data" }, "/data/jupyter"],
  ["linux", { JUPYTER_PLATFORM_DIRS: "1" }, "/home/é/.local/share/jupyter"],
  ["darwin", {}, "/home/é/Library/Jupyter"],
  ["darwin", { JUPYTER_PLATFORM_DIRS: "1" }, "/home/é/Library/Application Support/Jupyter"],
  ["win32", { APPDATA: "C:\\Users\\É x\\AppData\\Roaming" }, "C:\\Users\\É x\\AppData\\Roaming\\jupyter"],
  ["win32", { JUPYTER_PLATFORM_DIRS: "1", LOCALAPPDATA: "C:\\L" }, "C:\\L\\Jupyter"],
  ["linux", { JUPYTER_DATA_DIR: "/else where", XDG_DATA_HOME: "/data" }, "/else where"],
  ["win32", { JUPYTER_DATA_DIR: "D:\\j", APPDATA: "C:\\A" }, "D:\\j"],
])("on %s with %j, Jupyter's data are in %s", (platform, env, expected) => {
  expect(jupyterDataFolder({ platform, env, home: "/home/é" })).toBe(expected);
});

test.each([{}, { JUPYTER_DATA_DIR: "/a b" }, { XDG_DATA_HOME: "/x" }, { JUPYTER_PLATFORM_DIRS: "true" }])(
  "with %j, Jupyter's data are where Jupyter itself looks for them",
  (more) => {
    const { JUPYTER_DATA_DIR: _, JUPYTER_PLATFORM_DIRS: __, XDG_DATA_HOME: ___, ...rest } = process.env;
    const env: NodeJS.ProcessEnv = { ...rest, ...more };
    const { stdout } = spawnSync(
      venvPython,
      ["-c", "import jupyter_core.paths as p; print(p.jupyter_data_dir())"],
      { env: { ...env, PYTHONIOENCODING: "utf-8" }, encoding: "utf8" },
    );
    expect(jupyterDataFolder({ env, platform: process.platform, home: homedir() })).toBe(stdout.trim());
  },
);
