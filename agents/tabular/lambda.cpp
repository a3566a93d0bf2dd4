#include "agents/tabular/lambda.h"

namespace gymkhana {

TraceKind trace_kind(const std::string& name) {
  return name == "accumulating" ? TraceKind::accumulating
         : name == "dutch"      ? TraceKind::dutch
                                : TraceKind::replacing;
}

void spread(double delta, double alpha, const Traces& traces, std::span<double> values) {
  for (const Traces::Trace& trace : traces.list()) values[trace.index] += alpha * delta * trace.value;
}

Fields LambdaAgent::fields(Config& c) {
  Fields fields{
      field("lambda", c.lambda, "how far errors reach back; 0: one step, 1: the whole episode",
            between(0, 1)),
      choice("traces", c.traces, {"accumulating", "replacing", "dutch"},
             "what meeting a pair again does to its trace e: e + 1, 1, or (1 - alpha) e + 1"),
  };
  for (Field& each : tabular_fields(c.table)) fields.push_back(std::move(each));
  return fields;
}

LambdaAgent::LambdaAgent(const AgentSetup& setup, const Config& config)
    : TabularAgent(setup, config.table),
      lambda_(config.lambda),
      kind_(trace_kind(config.traces)),
      traces_(setup.n_envs, Traces(q_.all().size())) {}

void LambdaAgent::learn_step(const Experience& e, double target, bool cut) {
  Traces& traces = traces_[e.slot];
  const double delta = target - q_(e.state, e.action);
  traces.visit(static_cast<std::int32_t>(q_.pair(e.state, e.action)), kind_, alpha_);
  spread(delta, alpha_, traces, q_.all());
  note(delta);
  if (cut || e.ends) {
    traces.clear();
  } else {
    traces.decay(config_.gamma * lambda_);
  }
}

void LambdaAgent::serialize(Archive& archive) {
  TabularAgent::serialize(archive);
  archive(traces_);
}

void SarsaLambda::walk(const Rollout& rollout) {
  for_each_chained_step(rollout, [this](const Experience& e) {
    learn_step(e, sarsa_target(e, q_, policy_.exploration), false);
  });
}

void QLambda::walk(const Rollout& rollout) {
  for_each_chained_step(rollout, [this](const Experience& e) {
    const bool explores =
        e.next_action != kNoAction && q_(e.next_state, e.next_action) < q_.max(e.next_state);
    learn_step(e, q_learning_target(e, q_), explores);
  });
}

}  // namespace gymkhana
