import { join } from "node:path";
import { venv } from "./paths.mjs";
import { pythonEnv } from "./python-environment.mjs";

/** Jupyter without the user's own settings, kernels and extensions, so that the course is the same everywhere. */
export function jupyterEnv() {
  const { JUPYTER_PATH, JUPYTER_CONFIG_PATH, ...env } = pythonEnv();
  const own = join(venv, "jupyter");
  return {
    ...env,
    JUPYTER_CONFIG_DIR: join(own, "config"),
    JUPYTER_DATA_DIR: join(own, "data"),
    JUPYTER_RUNTIME_DIR: join(own, "runtime"),
    IPYTHONDIR: join(own, "ipython"),
    JUPYTER_PREFER_ENV_PATH: "1",
    JUPYTER_PLATFORM_DIRS: "1",
  };
}
