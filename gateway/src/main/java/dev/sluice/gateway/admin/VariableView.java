package dev.sluice.gateway.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.registry.Secret;
import dev.sluice.registry.variable.Edit;
import dev.sluice.registry.variable.KeptVariable;
import dev.sluice.registry.variable.Variable;
import java.time.Instant;
import java.util.Optional;

/**
 * A variable as administrators see it.
 *
 * @param value absent from secret ones
 * @param nextSet whether there is a next value; of secret ones only
 * @param preview what previews of pull requests are given; absent from secret ones
 * @param previewSet whether they are given anything; of secret ones only
 * @param updatedAt absent, as who did it, if that wasn't written down yet then
 * @param updatedBy a key's id
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record VariableView(
    String name,
    Optional<String> value,
    boolean secret,
    Optional<Boolean> nextSet,
    Optional<String> preview,
    Optional<Boolean> previewSet,
    Optional<Instant> updatedAt,
    Optional<String> updatedBy) {

  static VariableView of(KeptVariable kept) {
    Variable variable = kept.variable();
    Optional<Variable> secret = Optional.of(variable).filter(Variable::secret);
    return new VariableView(
        variable.name().value(),
        secret.isPresent() ? Optional.empty() : Optional.of(variable.value().reveal()),
        variable.secret(),
        secret.map(it -> it.next().isPresent()),
        variable.preview().filter(_ -> !variable.secret()).map(Secret::reveal),
        secret.map(it -> it.preview().isPresent()),
        kept.edit().map(Edit::at),
        kept.edit().map(edit -> edit.by().value()));
  }
}
