"""How large a model's weights are, from the list of its files."""

import pytest

from carbon.card.files import has_weights, weight_bytes


def test_one_file_of_weights_counts_and_other_files_do_not():
    files = [(".gitattributes", 1477), ("pytorch_model.bin", 242_071_641), ("tokenizer.json", 900_000)]

    assert weight_bytes(files) == 242_071_641


@pytest.mark.parametrize(
    "name",
    [
        *(
            "model.cbm",
            "xgb_emissions.json",
            "booster.ubj",
            "forest.pkl.gz",
            "weights.tar.gz",
            "phone.task",
            "m.llamafile",
        ),
        *(
            "Net.mlpackage/Data/weights.bin",
            "Net.mlpackage/Manifest.json",
            "net.engine",
            "npu/net.rknn",
            "ov/model.xml",
        ),
        *("lstm-0000.params", "model.json"),
    ],
)
def test_what_other_libraries_write_is_a_trained_model_too(name):
    assert has_weights([name])


@pytest.mark.parametrize(
    "name", ["config.json", "tokenizer.json", "data.xml", "train.json", "results.txt", "model_card.json"]
)
def test_configuration_and_data_are_no_model(name):
    assert not has_weights([name])


def test_the_same_weights_in_several_formats_count_once():
    files = [("tf_model.h5", 502), ("pytorch_model.bin", 501), ("model.safetensors", 500), ("flax_model.msgpack", 503)]

    assert weight_bytes(files) == 500
    assert weight_bytes(files[:2]) == 501


def test_shards_add_up():
    files = [(f"model-0000{n}-of-00003.safetensors", 100 * n) for n in (1, 2, 3)]

    assert weight_bytes([*files, ("model.safetensors.index.json", 9)]) == 600
    assert weight_bytes([("consolidated.00.pth", 7), ("consolidated.01.pth", 7)]) == 14


def test_checkpoints_exports_and_training_state_are_no_further_weights():
    files = [
        ("model.safetensors", 500),
        ("checkpoint-100/model.safetensors", 500),
        ("checkpoint-100/optimizer.pt", 1000),
        ("onnx/model.onnx", 510),
        ("training_args.bin", 4),
    ]

    assert weight_bytes(files) == 500
    assert weight_bytes([("training_args.bin", 4), ("optimizer.pt", 8)]) is None


def test_weights_that_stand_only_in_a_checkpoint_still_count():
    assert weight_bytes([("checkpoint-100/pytorch_model.bin", 500), ("checkpoint-100/optimizer.pt", 1000)]) == 500


def test_of_several_quantisations_the_largest_counts():
    files = [
        ("m-Q4_K_M.gguf", 40),
        ("m-Q8_0.gguf", 80),
        ("m-F16-00001-of-00002.gguf", 90),
        ("m-F16-00002-of-00002.gguf", 70),
    ]

    assert weight_bytes(files) == 160


def test_precision_variants_are_left_out():
    assert weight_bytes([("model.fp16.safetensors", 250), ("model.safetensors", 500)]) == 500
    assert weight_bytes([("model.fp16.safetensors", 250)]) == 250


def test_the_parts_of_a_pipeline_add_up_and_its_single_file_copy_does_not():
    parts = [("unet/diffusion_pytorch_model.safetensors", 3000), ("vae/diffusion_pytorch_model.safetensors", 300)]

    assert weight_bytes([("model_index.json", 1), *parts, ("sd-v1.safetensors", 4000)]) == 3300


@pytest.mark.parametrize(
    "files",
    [
        [],
        [("README.md", 10)],
        [("model.safetensors", None)],
        [("a-00001-of-00002.bin", 5), ("a-00002-of-00002.bin", None)],
    ],
)
def test_without_weights_or_with_a_size_missing_nothing_is_said(files):
    assert weight_bytes(files) is None


def test_the_order_of_the_files_does_not_matter():
    files = [("a/model.safetensors", 3), ("model.safetensors", 500), ("b/model.safetensors", 4)]

    assert weight_bytes(files) == weight_bytes(files[::-1]) == 507


def test_weights_are_recognised_by_name():
    assert has_weights(["README.md", "model.safetensors"])
    assert not has_weights(["README.md", "tokenizer.json", "training_args.bin"])
