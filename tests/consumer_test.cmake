# Installs this build, builds the separate project in consumer/ against what was installed, and uses it as its author
# would. Variables: SOURCE (consumer/), BUILD (the build to install), WORK (a scratch folder).

function(run)
  execute_process(COMMAND ${ARGN} WORKING_DIRECTORY ${WORK} RESULT_VARIABLE status OUTPUT_VARIABLE output
    ERROR_VARIABLE output)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${ARGN}\nended with ${status}\n${output}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

function(expect words)
  if(NOT output MATCHES "${words}")
    message(FATAL_ERROR "expected \"${words}\" in\n${output}")
  endif()
endfunction()

file(REMOVE_RECURSE ${WORK})
file(MAKE_DIRECTORY ${WORK})
run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${WORK}/prefix)
run(${CMAKE_COMMAND} -S ${SOURCE} -B ${WORK}/build -DCMAKE_PREFIX_PATH=${WORK}/prefix)
run(${CMAKE_COMMAND} --build ${WORK}/build)

set(program ${WORK}/build/my_envs)
run(${program} list envs)
expect("Catch-v0.*catch a falling ball")
expect("CartPole-v1")

run(${program} check-env Catch-v0)
expect("Catch-v0 keeps every rule")
run(${program} list wrappers)
expect("reward_scale.*multiply rewards by a factor")
run(${program} check-env Catch-v0 --wrappers.reward_scale 10)
expect("Catch-v0 keeps every rule")

file(WRITE ${WORK}/actions.json "[0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1]")
run(${program} trace Catch-v0 --seed 7 --actions actions.json --env.speed 0.2)
expect("\"env\":\"Catch-v0\",\"kwargs\":{\"speed\":0.2}")
expect("\"reset\"")

run(${program} train ${SOURCE}/catch-ppo.ini --directory first --n_timesteps 4000)
expect("Catch-v0")
run(${program} eval first --episodes 20)
expect("over 20 episodes")

run(${WORK}/prefix/bin/gymkhana --version)
expect("gymkhana 0")
