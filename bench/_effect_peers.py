"""DoubleML and econml on rows that `bench/effect.py` made. Run where they are installed; prints one line."""

import json
import sys
import time
import warnings

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor

TREES = {
    "max_iter": 80,
    "learning_rate": 0.08,
    "max_leaf_nodes": 6,
    "l2_regularization": 5.0,
    "early_stopping": False,
}


def doubleml(traits, starts, outcome):
    import doubleml

    data = doubleml.DoubleMLData.from_arrays(traits, outcome, starts)
    model = doubleml.DoubleMLIRM(
        data,
        ml_g=HistGradientBoostingRegressor(**TREES),
        ml_m=HistGradientBoostingClassifier(**TREES),
        n_folds=3,
        score="ATTE",
    )
    model.fit()
    return float(model.coef[0]), float(model.se[0])


def econml(traits, starts, outcome):
    from econml.dr import LinearDRLearner

    model = LinearDRLearner(
        model_propensity=HistGradientBoostingClassifier(**TREES),
        model_regression=HistGradientBoostingRegressor(**TREES),
        cv=3,
        min_propensity=0.02,
        random_state=0,
    )
    model.fit(outcome, starts, X=None, W=traits)
    found = model.ate_inference()
    return float(found.mean_point), float(found.stderr_mean)


def main() -> None:
    warnings.filterwarnings("ignore")
    peer, path = sys.argv[1:]
    given = np.load(path)
    columns = given["traits"], given["starts"].astype(int), given["outcome"]
    ask = {"doubleml": doubleml, "econml": econml}[peer]
    ask(*(column[:3000] for column in columns))
    cpu, wall = time.process_time(), time.perf_counter()
    estimate, error = ask(*columns)
    taken = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}
    print(json.dumps({"estimate": estimate, "error": error, **taken}))


if __name__ == "__main__":
    main()
