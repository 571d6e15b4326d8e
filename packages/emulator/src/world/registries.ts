import type { RegistryImageType, RegistryType } from "@hss-kit/contract";
import { random } from "./random.ts";

/** A registry that the service knows of, as its images show it. */
export interface Registry {
  readonly id: string;
  readonly name: string;
  readonly type: RegistryType;
  readonly imageType: RegistryImageType;
  readonly namespaces: readonly [string, ...string[]];
  /** SWR Enterprise only: the instance whose images these are. */
  readonly instance?: { readonly id: string; readonly name: string; readonly url: string };
  /** Set where the service cannot log in: scans of its images fail, and so does its synchronisation. */
  readonly accessFailure?: "CREATE_JOB_FAILED" | "REQUEST_API_ERROR" | "SERVER_ERROR";
}

type Plan = Pick<Registry, "name" | "type" | "namespaces" | "accessFailure"> & {
  readonly instanceName?: string;
};

const plans: readonly Plan[] = [
  { name: "SWR 共享版", type: "SwrPrivate", namespaces: ["平台组", "payments", "支付团队"] },
  { name: "SWR 他人共享", type: "SwrShared", namespaces: ["基础镜像", "base-images"] },
  {
    name: "企业仓库-华北",
    type: "SwrEnterprise",
    namespaces: ["订单中心", "risk-control"],
    instanceName: "企业仓库-华北",
  },
  {
    name: "swr-enterprise-test",
    type: "SwrEnterprise",
    namespaces: ["qa"],
    instanceName: "swr-enterprise-test",
  },
  { name: "harbor-机房", type: "Harbor", namespaces: ["library", "数据平台"] },
  { name: "jfrog-artifactory", type: "Jfrog", namespaces: ["docker-local", "团队/前端"] },
  { name: "docker-registry", type: "Other", namespaces: ["mirror"] },
  { name: "harbor-旧机房", type: "Harbor", namespaces: ["retired"], accessFailure: "REQUEST_API_ERROR" },
];

/**
 * The `image_type` under which the images of a kind of registry are listed. Nothing documents one for `Other`; it is
 * listed with Harbor, the other registry that a customer runs alone [guess].
 */
export const imageTypeOf: { readonly [Type in RegistryType]: RegistryImageType } = {
  SwrPrivate: "private_image",
  SwrShared: "shared_image",
  SwrEnterprise: "instance_image",
  Harbor: "harbor",
  Jfrog: "jfrog",
  Other: "harbor",
};

/** The registries of the world: every kind of `registry_type`, and one that cannot be reached. */
export function makeRegistries(seed: number): Registry[] {
  return plans.map(({ instanceName, ...plan }, index) => {
    const dice = random(seed, "registry", index);
    const id = dice.uuid();
    const instanceId = dice.uuid();
    return {
      ...plan,
      id,
      imageType: imageTypeOf[plan.type],
      ...(instanceName !== undefined && {
        instance: { id: instanceId, name: instanceName, url: `${dice.hex(8)}.swr-enterprise.example` },
      }),
    };
  });
}
